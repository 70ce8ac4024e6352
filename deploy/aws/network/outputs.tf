output "vpc_id" {
  description = "ID of the VPC."
  value       = aws_vpc.main.id
}

# Depends on the routes, because tasks need internet access as soon as they start.
output "public_subnet_ids" {
  description = "IDs of the subnets that the internet can reach."
  value       = aws_subnet.public[*].id
  depends_on  = [aws_route_table_association.public]
}

output "private_subnet_ids" {
  description = "IDs of the subnets that can reach the internet but cannot be reached from it."
  value       = aws_subnet.private[*].id
  depends_on  = [aws_route_table_association.private]
}
