locals {
  container = {
    image                  = data.aws_ecr_image.program.image_uri
    user                   = "node"
    readonlyRootFilesystem = true
    # As process 1, Node.js would ignore a SIGTERM that arrives before its handler is installed.
    linuxParameters = { initProcessEnabled = true, capabilities = { add = [], drop = ["ALL"] } }
  }

  # Runs before the program in every task, so no version can run without its migration. Repeated runs do nothing, and
  # concurrent runs wait for each other.
  migrate = {
    name      = "migrate"
    command   = ["migrate"]
    essential = false
    # The maximum duration in seconds.
    startTimeout = 120
  }

  settings = {
    AWS_REGION   = var.region
    BROKER_URL   = "sqs://${aws_sqs_queue.ical.name}"
    DATABASE_URL = local.database_url
  }

  # What is null is unset.
  programs = {
    server = {
      settings = {
        PORT           = local.ports.server
        PUBLIC_URL     = local.url
        ACCOUNTS       = var.accounts ? "on" : "off"
        OIDC_ISSUER    = one(var.oidc[*].issuer)
        OIDC_CLIENT_ID = one(var.oidc[*].client_id)
        # Only the load balancer reaches the server, and adds the client's address, to which limits apply.
        TRUST_PROXY = "true"
      }
      secrets = {
        PGPASSWORD         = local.secret_arns.database-password
        API_TOKEN          = lookup(local.secret_arns, "api-token", null)
        OIDC_CLIENT_SECRET = one(var.oidc[*].client_secret_arn)
      }
      # The load balancer checks the server.
      health_check = null
    }

    worker = {
      settings = {
        NODE_OPTIONS       = "--max-semi-space-size=16 --max-old-space-size=256"
        WORKER_HEALTH_PORT = local.ports.server
      }
      secrets = { PGPASSWORD = local.secret_arns.database-password }
      # Enough retries to survive a database failover, which takes a minute or two.
      health_check = {
        command     = ["CMD", "node", "-e", "fetch('http://127.0.0.1:${local.ports.server}/readyz').then(r=>process.exit(r.ok?0:1))"]
        interval    = 30
        timeout     = 10
        retries     = 10
        startPeriod = 60
      }
    }
  }
}

resource "aws_ecs_task_definition" "main" {
  for_each = local.programs

  family                   = "${var.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.task_size.cpu
  memory                   = var.task_size.memory
  execution_role_arn       = local.role_arns.execution
  task_role_arn            = local.role_arns[each.key]

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  container_definitions = jsonencode([
    for container in [
      local.migrate,
      {
        name         = each.key
        command      = [each.key]
        essential    = true
        dependsOn    = [{ containerName = local.migrate.name, condition = "SUCCESS" }]
        portMappings = each.key == "server" ? [{ containerPort = local.ports.server }] : []
        healthCheck  = each.value.health_check
        # Longer than DRAIN_TIMEOUT_SECONDS plus the 5 s after which a process forces its own exit.
        stopTimeout = 35
      },
      ] : merge(local.container, container, {
        environment = [
          for name, value in merge(var.settings, local.settings, each.value.settings) :
          { name = name, value = tostring(value) } if value != null
        ]
        secrets = [for name, arn in each.value.secrets : { name = name, valueFrom = arn } if arn != null]
        logConfiguration = {
          logDriver = "awslogs"
          options = {
            awslogs-group         = aws_cloudwatch_log_group.task[each.key].name
            awslogs-region        = var.region
            awslogs-stream-prefix = "task"
          }
        }
    })
  ])
}
