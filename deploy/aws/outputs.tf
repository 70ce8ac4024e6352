output "url" {
  description = "URL of the service."
  value       = local.url
}

output "load_balancer" {
  description = "DNS name of the load balancer, the target of the CNAME or alias record for domain_name."
  value       = aws_lb.main.dns_name
}

output "api_token_command" {
  description = "Command that prints the API token, which clients send as `Authorization: Bearer …`; null with accounts."
  value       = var.accounts ? null : "aws secretsmanager get-secret-value --region ${var.region} --secret-id ${var.name}/api-token --query SecretString --output text"
}

output "setup_link_command" {
  description = "Command that prints the log entries with the link to create the first account; null without accounts."
  value       = var.accounts ? "aws logs tail --region ${var.region} --since 1d --filter-pattern '\"There is no account yet\"' ${aws_cloudwatch_log_group.task["server"].name}" : null
}

output "repository" {
  description = "URL of the image repository to push to."
  value       = aws_ecr_repository.program.repository_url
}

output "queue_url" {
  description = "URL of the job queue."
  value       = aws_sqs_queue.ical.url
}

output "dead_letters_url" {
  description = "URL of the dead-letter queue, for messages that were received five times without success."
  value       = aws_sqs_queue.dead_letters.url
}

output "logs_command" {
  description = "Command that follows the worker logs. For the server logs, replace worker with server."
  value       = "aws logs tail --region ${var.region} --follow ${aws_cloudwatch_log_group.task["worker"].name}"
}
