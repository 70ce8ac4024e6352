data "aws_caller_identity" "current" {}

data "aws_iam_role" "existing" {
  count = var.existing_role_name == null ? 0 : 1
  name  = var.existing_role_name
}

data "aws_iam_policy_document" "assumed_by_tasks" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

# Permissions that Fargate needs to start a task.
data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [aws_ecr_repository.program.arn]
  }

  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [for group in aws_cloudwatch_log_group.task : "${group.arn}:*"]
  }

  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = concat([for secret in aws_secretsmanager_secret.main : secret.arn], var.oidc[*].client_secret_arn)
  }
}

data "aws_iam_policy_document" "server" {
  statement {
    actions   = ["sqs:GetQueueUrl", "sqs:SendMessage"]
    resources = [aws_sqs_queue.ical.arn]
  }
}

# A worker sends messages too, because it requeues jobs that another worker abandoned.
data "aws_iam_policy_document" "worker" {
  statement {
    actions = [
      "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage", "sqs:SendMessage",
    ]
    resources = [aws_sqs_queue.ical.arn]
  }
}

locals {
  policies = {
    execution = data.aws_iam_policy_document.execution.json
    server    = data.aws_iam_policy_document.server.json
    worker    = data.aws_iam_policy_document.worker.json
  }
  own_policies = { for name, policy in local.policies : name => policy if var.existing_role_name == null }
  role_arns = {
    for name in keys(local.policies) :
    name => var.existing_role_name == null ? aws_iam_role.own[name].arn : data.aws_iam_role.existing[0].arn
  }
}

resource "aws_iam_role" "own" {
  for_each = local.own_policies

  name               = "${var.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.assumed_by_tasks.json
}

resource "aws_iam_role_policy" "own" {
  for_each = local.own_policies

  role   = aws_iam_role.own[each.key].name
  policy = each.value
}
