data "aws_availability_zones" "usable" {
  state = "available"
  # This zone has no Fargate.
  exclude_zone_ids = ["use1-az3"]

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

module "network" {
  source = "./network"
  count  = var.use_default_vpc ? 0 : 1

  name  = var.name
  zones = local.zones
}

data "aws_vpc" "default" {
  count   = var.use_default_vpc ? 1 : 0
  default = true
}

data "aws_subnets" "default" {
  count = var.use_default_vpc ? 1 : 0

  filter {
    name   = "vpc-id"
    values = data.aws_vpc.default[*].id
  }

  filter {
    name   = "availability-zone"
    values = local.zones
  }

  filter {
    name   = "default-for-az"
    values = ["true"]
  }
}

locals {
  zones              = slice(sort(data.aws_availability_zones.usable.names), 0, 2)
  vpc_id             = one(concat(module.network[*].vpc_id, data.aws_vpc.default[*].id))
  public_subnet_ids  = flatten(concat(module.network[*].public_subnet_ids, data.aws_subnets.default[*].ids))
  private_subnet_ids = flatten(concat(module.network[*].private_subnet_ids, data.aws_subnets.default[*].ids))
}
