variable "name" {
  description = "Prefix of all names."
  type        = string
}

variable "zones" {
  description = "Availability zones, at least two: the load balancer and the database require two."
  type        = list(string)
}
