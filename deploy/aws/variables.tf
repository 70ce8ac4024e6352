variable "image_tag" {
  description = "Tag of the image to run. README.md explains how to push it to the repository."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.image_tag))
    error_message = "image_tag must be an image tag, such as v1."
  }
}

variable "allowed_cidrs" {
  description = "IPv4 ranges that can reach the load balancer; 203.0.113.7/32 is a single address."
  type        = set(string)

  validation {
    condition     = length(var.allowed_cidrs) > 0 && alltrue([for cidr in var.allowed_cidrs : can(cidrnetmask(cidr))])
    error_message = "allowed_cidrs must contain at least one IPv4 range, such as 203.0.113.7/32, and nothing else."
  }

  validation {
    condition     = var.certificate_arn != null || !anytrue([for cidr in var.allowed_cidrs : endswith(cidr, "/0")])
    error_message = "allowed_cidrs can open the service to every address only with HTTPS, because HTTP exposes passwords and the API token: set certificate_arn and domain_name."
  }
}

variable "certificate_arn" {
  description = "ARN of an ACM certificate in the same region, for HTTPS; null for HTTP."
  type        = string
  default     = null
}

variable "domain_name" {
  description = "Domain name of the certificate. Its DNS record must point to the output load_balancer."
  type        = string
  default     = null

  validation {
    condition     = (var.domain_name == null) == (var.certificate_arn == null)
    error_message = "Set both certificate_arn and domain_name for HTTPS, or neither for HTTP."
  }
}

variable "accounts" {
  description = "Whether people sign in and have todos of their own. Then there is no API token; README.md explains how to create the first account."
  type        = bool
  default     = false
}

variable "oidc" {
  description = "OpenID Connect provider that people can sign in with: its issuer URL, the client ID, and the ARN of a Secrets Manager secret that holds the client secret; null for none."
  type        = object({ issuer = string, client_id = string, client_secret_arn = string })
  default     = null

  validation {
    condition     = var.oidc == null || var.accounts
    error_message = "oidc needs accounts = true."
  }

  validation {
    condition     = try(startswith(var.oidc.issuer, "https://"), true)
    error_message = "oidc.issuer must begin with https://."
  }

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:secretsmanager:", try(var.oidc.client_secret_arn, "arn:aws:secretsmanager:")))
    error_message = "oidc.client_secret_arn must be the ARN of a secret in Secrets Manager. README.md explains how to create it."
  }
}

variable "region" {
  description = "AWS region of all resources."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = strcontains(file("${path.module}/rds-ca.pem"), "# ${var.region}\n")
    error_message = "rds-ca.pem has no RDS certificate for this region. Add it before you build the image; README.md explains how."
  }
}

variable "name" {
  description = "Name of all resources, or its prefix."
  type        = string
  default     = "taskoverflow"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name)) && !startswith(var.name, "internal-")
    error_message = "name must be 2 to 20 lower-case letters, digits and dashes. It must start with a letter, not end with a dash, and not start with internal-."
  }
}

variable "queue_name" {
  description = "Name of the job queue."
  type        = string
  default     = "ical"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,60}$", var.queue_name))
    error_message = "queue_name must be 1 to 60 letters, digits, dashes or underscores."
  }
}

variable "use_default_vpc" {
  description = "Whether to use the default VPC of the account. This saves the NAT gateway, but gives tasks public IP addresses, which only the load balancer can reach."
  type        = bool
  default     = false
}

variable "existing_role_name" {
  description = "Existing role for the tasks, such as LabRole, for accounts that cannot create roles; null to create three roles."
  type        = string
  default     = null
}

variable "cpu_architecture" {
  description = "CPU architecture that the image was built for: X86_64 or ARM64."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture must be X86_64 or ARM64."
  }
}

variable "task_size" {
  description = "CPU units (1024 per vCPU) and MiB of memory of a task. Fargate supports only certain combinations."
  type        = object({ cpu = number, memory = number })
  default     = { cpu = 256, memory = 512 }
}

variable "server_count" {
  description = "Number of servers."
  type        = number
  default     = 1

  validation {
    condition     = var.server_count >= 1 && var.server_count <= 20
    error_message = "server_count must be from 1 to 20."
  }
}

variable "worker_count" {
  description = "Minimum and maximum number of workers. A task opens up to 19 database connections; a db.t4g.micro allows about 80."
  type        = object({ min = number, max = number })
  default     = { min = 1, max = 2 }

  validation {
    condition     = var.worker_count.min >= 1 && var.worker_count.max >= var.worker_count.min
    error_message = "worker_count.min must be at least 1, and worker_count.max must not be less than worker_count.min."
  }
}

variable "backlog_per_worker" {
  description = "Number of waiting messages per worker above which autoscaling adds workers."
  type        = number
  default     = 500

  validation {
    condition     = var.backlog_per_worker > 0
    error_message = "backlog_per_worker must be greater than 0."
  }
}

variable "database_class" {
  description = "RDS instance class of the database."
  type        = string
  default     = "db.t4g.micro"
}

variable "protect_data" {
  description = "Whether to protect the database: a standby in another zone, backups for a week, a final snapshot, and no deletion."
  type        = bool
  default     = false
}

variable "log_retention_days" {
  description = "Number of days to keep logs."
  type        = number
  default     = 14

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365], var.log_retention_days)
    error_message = "log_retention_days must be 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180 or 365."
  }
}

variable "settings" {
  description = "Additional settings of the server and the worker, such as { SIMULATED_WORK_SECONDS = 5 }."
  type        = map(string)
  default     = {}

  validation {
    condition = length(setsubtract(keys(var.settings), [
      "CORS_ORIGINS", "FEED_TIMEOUT_SECONDS", "JOB_RETENTION_DAYS", "LEASE_SECONDS", "LOG_LEVEL", "MAX_FEEDS",
      "MAX_STREAMS", "MAX_TODOS", "MAX_WAITING_JOBS", "RATE_LIMIT", "RESULT_TTL_HOURS", "SESSION_IDLE_DAYS", "SESSION_MAX_DAYS",
      "SIMULATED_WORK_SECONDS", "WORKER_CONCURRENCY",
    ])) == 0
    error_message = "settings can contain only CORS_ORIGINS, FEED_TIMEOUT_SECONDS, JOB_RETENTION_DAYS, LEASE_SECONDS, LOG_LEVEL, MAX_FEEDS, MAX_STREAMS, MAX_TODOS, MAX_WAITING_JOBS, RATE_LIMIT, RESULT_TTL_HOURS, SESSION_IDLE_DAYS, SESSION_MAX_DAYS, SIMULATED_WORK_SECONDS and WORKER_CONCURRENCY."
  }
}
