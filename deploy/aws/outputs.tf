output "url" {
  description = "Where the service is."
  value       = local.url
}

output "load_balancer" {
  description = "What domain_name has to lead to, with a CNAME or alias record."
  value       = aws_lb.main.dns_name
}

output "api_token_command" {
  description = "Prints the API token, which clients send as `Authorization: Bearer …`."
  value       = "aws secretsmanager get-secret-value --region ${var.region} --secret-id ${var.name}/api-token --query SecretString --output text"
}

output "repository" {
  description = "Where the image is pushed to."
  value       = aws_ecr_repository.program.repository_url
}

output "queue_url" {
  description = "The queue."
  value       = aws_sqs_queue.ical.url
}

output "dead_letters_url" {
  description = "Where messages go that were received five times in vain."
  value       = aws_sqs_queue.dead_letters.url
}

output "logs_command" {
  description = "Follows the logs of the workers; with server for worker, the servers'."
  value       = "aws logs tail --region ${var.region} --follow ${aws_cloudwatch_log_group.task["worker"].name}"
}
