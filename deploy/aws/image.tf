resource "aws_ecr_repository" "program" {
  name                 = var.name
  image_tag_mutability = "IMMUTABLE"
  force_delete         = true

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "program" {
  repository = aws_ecr_repository.program.name

  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep the last ten images"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
      action       = { type = "expire" }
    }]
  })
}

# Makes the plan fail, instead of the deployment, if the tag was never pushed.
data "aws_ecr_image" "program" {
  repository_name = aws_ecr_repository.program.name
  image_tag       = var.image_tag
}
