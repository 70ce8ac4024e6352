resource "aws_db_subnet_group" "main" {
  name       = var.name
  subnet_ids = local.private_subnet_ids
}

# RDS does not manage the password: it would rotate it every week, but tasks read it only when they start.
resource "aws_db_instance" "main" {
  identifier     = var.name
  engine         = "postgres"
  engine_version = "18"
  instance_class = var.database_class

  db_name             = "taskoverflow"
  username            = "taskoverflow"
  password_wo         = ephemeral.aws_secretsmanager_secret_version.database_password.secret_string
  password_wo_version = aws_secretsmanager_secret_version.main["database-password"].secret_string_wo_version
  # rds-ca.pem in the image contains the root certificates of this CA.
  ca_cert_identifier = "rds-ca-rsa2048-g1"

  storage_type          = "gp3"
  allocated_storage     = 20
  max_allocated_storage = 100
  storage_encrypted     = true

  db_subnet_group_name   = aws_db_subnet_group.main.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false

  multi_az                  = var.protect_data
  deletion_protection       = var.protect_data
  backup_retention_period   = var.protect_data ? 7 : 1
  skip_final_snapshot       = !var.protect_data
  final_snapshot_identifier = "${var.name}-final"
  apply_immediately         = true
}

locals {
  # Without the password, which is passed as PGPASSWORD.
  database_url = join("", [
    "postgres://${aws_db_instance.main.username}@${aws_db_instance.main.endpoint}/${aws_db_instance.main.db_name}",
    "?sslmode=verify-full&sslrootcert=/app/rds-ca.pem",
  ])
}
