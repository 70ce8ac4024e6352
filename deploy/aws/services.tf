resource "aws_ecs_service" "server" {
  name            = "server"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.main["server"].arn
  desired_count   = var.server_count
  launch_type     = "FARGATE"
  # Longer than the two minutes that a migration can take before the server starts.
  health_check_grace_period_seconds = 180
  wait_for_steady_state             = true

  network_configuration {
    subnets          = local.private_subnet_ids
    security_groups  = [aws_security_group.task["server"].id]
    assign_public_ip = var.use_default_vpc
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.server.arn
    container_name   = "server"
    container_port   = local.ports.server
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  depends_on = [
    aws_lb_listener.http, aws_lb_listener.https, aws_iam_role_policy.own,
    aws_vpc_security_group_egress_rule.task_to_aws, aws_vpc_security_group_egress_rule.task_to_database,
    aws_vpc_security_group_ingress_rule.database_from_task,
  ]
}

resource "aws_ecs_service" "worker" {
  name                  = "worker"
  cluster               = aws_ecs_cluster.main.id
  task_definition       = aws_ecs_task_definition.main["worker"].arn
  desired_count         = var.worker_count.min
  launch_type           = "FARGATE"
  wait_for_steady_state = true

  network_configuration {
    subnets          = local.private_subnet_ids
    security_groups  = [aws_security_group.task["worker"].id]
    assign_public_ip = var.use_default_vpc
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  lifecycle {
    # Autoscaling sets it.
    ignore_changes = [desired_count]
  }

  depends_on = [
    aws_iam_role_policy.own,
    aws_vpc_security_group_egress_rule.task_to_aws, aws_vpc_security_group_egress_rule.task_to_database,
    aws_vpc_security_group_ingress_rule.database_from_task,
  ]
}
