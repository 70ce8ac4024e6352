resource "aws_ecs_cluster" "main" {
  name = var.name

  # Counts running tasks, which autoscaling divides by.
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
