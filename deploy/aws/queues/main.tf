# The two queues of the course practical.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.66"
    }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  description = "AWS region of the queues."
  type        = string
  default     = "us-east-1"
}

resource "aws_sqs_queue" "our_first_mailbox" {
  name = "csse6400_prac"
}

resource "aws_sqs_queue" "our_first_fifo" {
  name                        = "csse6400_prac.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
}

output "mailbox" {
  description = "ARN of the standard queue."
  value       = aws_sqs_queue.our_first_mailbox.arn
}

output "fifo" {
  description = "ARN of the FIFO queue."
  value       = aws_sqs_queue.our_first_fifo.arn
}
