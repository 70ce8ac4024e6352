locals {
  is_https = var.certificate_arn != null
  url      = local.is_https ? "https://${var.domain_name}" : "http://${aws_lb.main.dns_name}"
}

resource "aws_lb" "main" {
  name                       = var.name
  subnets                    = local.public_subnet_ids
  security_groups            = [aws_security_group.load_balancer.id]
  drop_invalid_header_fields = true
  # Longer than the heartbeat interval of event streams, and shorter than the keep-alive timeout of the server.
  idle_timeout = 60
}

resource "aws_lb_target_group" "server" {
  name        = "${var.name}-server"
  vpc_id      = local.vpc_id
  target_type = "ip"
  protocol    = "HTTP"
  port        = local.ports.server
  # Short, because a stopping server closes its event streams itself and clients reconnect to another server.
  deregistration_delay = 10

  health_check {
    path                = "/api/v1/health"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  protocol          = "HTTP"
  port              = 80

  default_action {
    type             = local.is_https ? "redirect" : "forward"
    target_group_arn = local.is_https ? null : aws_lb_target_group.server.arn

    dynamic "redirect" {
      for_each = local.is_https ? [443] : []

      content {
        protocol    = "HTTPS"
        port        = redirect.value
        status_code = "HTTP_301"
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  count = local.is_https ? 1 : 0

  load_balancer_arn = aws_lb.main.arn
  protocol          = "HTTPS"
  port              = 443
  certificate_arn   = var.certificate_arn
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.server.arn
  }
}
