output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.main.id
}

# With the routes: what starts in a subnet must get out of it.
output "public_subnet_ids" {
  description = "Subnets with addresses that the internet can reach."
  value       = aws_subnet.public[*].id
  depends_on  = [aws_route_table_association.public]
}

output "private_subnet_ids" {
  description = "Subnets that reach out, and are not reached."
  value       = aws_subnet.private[*].id
  depends_on  = [aws_route_table_association.private]
}
