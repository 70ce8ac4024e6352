locals {
  container = {
    image                  = data.aws_ecr_image.program.image_uri
    user                   = "node"
    readonlyRootFilesystem = true
    # As process 1, Node.js would miss a SIGTERM that comes before its handler is set.
    linuxParameters = { initProcessEnabled = true, capabilities = { add = [], drop = ["ALL"] } }
  }

  # Runs to its end before any task's program starts, as often as that may be: a second run finds nothing to do, and those
  # that come at the same time wait for each other. No deployment can come before its migration, or without it.
  migrate = {
    name      = "migrate"
    command   = ["migrate"]
    essential = false
    # How long it may take.
    startTimeout = 120
  }

  settings = {
    AWS_REGION   = var.region
    BROKER_URL   = "sqs://${aws_sqs_queue.ical.name}"
    DATABASE_URL = local.database_url
  }

  programs = {
    server = {
      settings = { PORT = local.ports.server, PUBLIC_URL = local.url }
      secrets  = { PGPASSWORD = local.secret_arns.database-password, API_TOKEN = local.secret_arns.api-token }
      # The load balancer asks.
      health_check = null
    }

    worker = {
      settings = {
        NODE_OPTIONS       = "--max-semi-space-size=16 --max-old-space-size=256"
        WORKER_HEALTH_PORT = local.ports.server
      }
      secrets = { PGPASSWORD = local.secret_arns.database-password }
      # A database that fails over is away for a minute or two, which is no reason to begin again.
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
        # Above DRAIN_TIMEOUT_SECONDS, and the 5 s after which a process that does not get done ends itself.
        stopTimeout = 35
      },
      ] : merge(local.container, container, {
        environment = [
          for name, value in merge(var.settings, local.settings, each.value.settings) :
          { name = name, value = tostring(value) }
        ]
        secrets = [for name, arn in each.value.secrets : { name = name, valueFrom = arn }]
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
