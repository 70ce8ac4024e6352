resource "aws_ecs_cluster" "main" {
  name = var.name

  # Provides RunningTaskCount, which autoscaling needs.
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_cloudwatch_log_group" "task" {
  for_each = local.tasks

  name              = "/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
}
