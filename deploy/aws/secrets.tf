# AWS generates the secrets. Write-only arguments keep them out of the state and the plan. To replace a secret, raise
# its version: everything that uses it refers to the version and is deployed again. The client secret of an OpenID Connect
# provider is not generated: its secret is created by hand.

locals {
  secret_versions = merge({ database-password = 1 }, var.accounts ? {} : { api-token = 1 })
}

ephemeral "aws_secretsmanager_random_password" "new" {
  for_each = local.secret_versions

  password_length     = 40
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "main" {
  for_each = local.secret_versions

  name = "${var.name}/${each.key}"
  # Otherwise the name stays reserved for 30 days after a destroy.
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "main" {
  for_each = local.secret_versions

  secret_id                = aws_secretsmanager_secret.main[each.key].id
  secret_string_wo         = ephemeral.aws_secretsmanager_random_password.new[each.key].random_password
  secret_string_wo_version = each.value
}

# Read back from Secrets Manager: if a run fails after writing the secret, the next run generates a different value.
ephemeral "aws_secretsmanager_secret_version" "database_password" {
  secret_id  = aws_secretsmanager_secret_version.main["database-password"].secret_id
  version_id = aws_secretsmanager_secret_version.main["database-password"].version_id
}

locals {
  secret_arns = {
    for name, version in aws_secretsmanager_secret_version.main : name => "${version.arn}:::${version.version_id}"
  }
}
