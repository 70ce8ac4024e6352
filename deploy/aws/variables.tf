variable "image_tag" {
  description = "Tag of the image in the repository that runs; see README.md for how it gets there."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.image_tag))
    error_message = "It must be a tag, such as v1."
  }
}

variable "allowed_cidrs" {
  description = "Who may reach the load balancer, as IPv4 ranges: 203.0.113.7/32 is one address."
  type        = set(string)

  validation {
    condition     = length(var.allowed_cidrs) > 0 && alltrue([for cidr in var.allowed_cidrs : can(cidrnetmask(cidr))])
    error_message = "They must be IPv4 ranges, such as 203.0.113.7/32, and at least one."
  }

  validation {
    condition     = var.certificate_arn != null || !anytrue([for cidr in var.allowed_cidrs : endswith(cidr, "/0")])
    error_message = "Everybody may come over HTTPS only: without a certificate the API token travels in the clear."
  }
}

variable "certificate_arn" {
  description = "Certificate (ACM, in the same region) for HTTPS; null: HTTP."
  type        = string
  default     = null
}

variable "domain_name" {
  description = "Name that the certificate is for; it has to lead to the load balancer (output load_balancer)."
  type        = string
  default     = null

  validation {
    condition     = (var.domain_name == null) == (var.certificate_arn == null)
    error_message = "HTTPS needs both, certificate_arn and domain_name; HTTP needs neither."
  }
}

variable "region" {
  description = "AWS region of everything."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = strcontains(file("${path.module}/rds-ca.pem"), "# ${var.region}\n")
    error_message = "rds-ca.pem has no certificate of RDS in this region: add it (README.md says how) before building the image."
  }
}

variable "name" {
  description = "What everything is called, or begins with."
  type        = string
  default     = "taskoverflow"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name)) && !startswith(var.name, "internal-")
    error_message = "It must be 2 to 20 small letters, digits and dashes."
  }
}

variable "queue_name" {
  description = "Name of the queue."
  type        = string
  default     = "ical"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,60}$", var.queue_name))
    error_message = "It must be 1 to 60 letters, digits, dashes or underscores."
  }
}

variable "use_default_vpc" {
  description = "Runs in the account's default VPC: no NAT gateway to pay for, but tasks get public addresses (which nobody can reach)."
  type        = bool
  default     = false
}

variable "existing_role_name" {
  description = "Role that tasks take where no roles may be made, such as LabRole; null: three roles of their own."
  type        = string
  default     = null
}

variable "cpu_architecture" {
  description = "What the image was built for: X86_64 or ARM64."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "It must be X86_64 or ARM64."
  }
}

variable "task_size" {
  description = "CPU units (1024 are one) and MiB of memory of a task; Fargate has only some pairs of them."
  type        = object({ cpu = number, memory = number })
  default     = { cpu = 256, memory = 512 }
}

variable "server_count" {
  description = "Number of servers."
  type        = number
  default     = 1

  validation {
    condition     = var.server_count >= 1 && var.server_count <= 20
    error_message = "It must be from 1 to 20."
  }
}

variable "worker_count" {
  description = "Fewest and most workers. A task opens up to 20 connections to the database, and a db.t4g.micro takes about 80."
  type        = object({ min = number, max = number })
  default     = { min = 1, max = 2 }

  validation {
    condition     = var.worker_count.min >= 1 && var.worker_count.max >= var.worker_count.min
    error_message = "There must be at least one worker, and the most must not be below the fewest."
  }
}

variable "backlog_per_worker" {
  description = "Messages that may wait for each worker before there are more workers."
  type        = number
  default     = 500

  validation {
    condition     = var.backlog_per_worker > 0
    error_message = "It must be above 0."
  }
}

variable "database_class" {
  description = "Instance class of the database."
  type        = string
  default     = "db.t4g.micro"
}

variable "protect_data" {
  description = "Keeps the database from being destroyed, a second copy of it in another zone, a week of backups and a last snapshot."
  type        = bool
  default     = false
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
  default     = 14

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 or 365 days."
  }
}

variable "settings" {
  description = "Further settings of server and worker, such as { SIMULATED_WORK_SECONDS = 5 }."
  type        = map(string)
  default     = {}

  validation {
    condition = length(setsubtract(keys(var.settings), [
      "CORS_ORIGINS", "JOB_RETENTION_DAYS", "LEASE_SECONDS", "LOG_LEVEL", "MAX_STREAMS", "RESULT_TTL_HOURS",
      "SIMULATED_WORK_SECONDS", "WORKER_CONCURRENCY",
    ])) == 0
    error_message = "Only CORS_ORIGINS, JOB_RETENTION_DAYS, LEASE_SECONDS, LOG_LEVEL, MAX_STREAMS, RESULT_TTL_HOURS, SIMULATED_WORK_SECONDS and WORKER_CONCURRENCY; the others are set already."
  }
}
