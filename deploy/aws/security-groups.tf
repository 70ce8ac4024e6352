# Only the load balancer accepts traffic from IP ranges. Everything behind it accepts traffic only from security groups.

locals {
  ports = { server = 6400, database = 5432, https = 443 }
  tasks = toset(["server", "worker"])
}

resource "aws_security_group" "load_balancer" {
  name        = "${var.name}-load-balancer"
  description = "The load balancer"
  vpc_id      = local.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer" {
  for_each = {
    for pair in setproduct(var.allowed_cidrs, local.is_https ? [80, 443] : [80]) :
    "${pair[0]} ${pair[1]}" => { cidr = pair[0], port = pair[1] }
  }

  security_group_id = aws_security_group.load_balancer.id
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_server" {
  security_group_id            = aws_security_group.load_balancer.id
  referenced_security_group_id = aws_security_group.task["server"].id
  ip_protocol                  = "tcp"
  from_port                    = local.ports.server
  to_port                      = local.ports.server
}

resource "aws_security_group" "task" {
  for_each = local.tasks

  name        = "${var.name}-${each.key}"
  description = "The ${each.key}s"
  vpc_id      = local.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "server_from_load_balancer" {
  security_group_id            = aws_security_group.task["server"].id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = local.ports.server
  to_port                      = local.ports.server
}

# For the AWS services: image registry, logs, secrets, queue.
resource "aws_vpc_security_group_egress_rule" "task_to_aws" {
  for_each = local.tasks

  security_group_id = aws_security_group.task[each.key].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = local.ports.https
  to_port           = local.ports.https
}

resource "aws_vpc_security_group_egress_rule" "task_to_database" {
  for_each = local.tasks

  security_group_id            = aws_security_group.task[each.key].id
  referenced_security_group_id = aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = local.ports.database
  to_port                      = local.ports.database
}

resource "aws_security_group" "database" {
  name        = "${var.name}-database"
  description = "The database"
  vpc_id      = local.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "database_from_task" {
  for_each = local.tasks

  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = aws_security_group.task[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = local.ports.database
  to_port                      = local.ports.database
}
