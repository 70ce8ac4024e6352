variable "name" {
  description = "What everything begins with."
  type        = string
}

variable "zones" {
  description = "Availability zones, two or more: a load balancer and a database want two."
  type        = list(string)
}
