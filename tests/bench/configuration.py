"""The same routes as configuration for each contender.

A route is a block of its own, since the work of Terraform itself grows with the square of what one `for_each` holds. The two
contenders that do without the API hold the same values. Each of the others is configured as its own documentation says for
an API that answers a POST with the object and its id: no contender sends a request that its settings could save. The
retries matter only under a rate limit.
"""

from string import Template

from fake import GROUP, ROUTES

VARIABLES = """\
variable "ivr_id" { type = number }
variable "base_url" { type = string }
variable "token" {
  type      = string
  sensitive = true
}
"""

REQUIRED = """\
terraform {
  required_providers {
    %s = { source = "%s" }
  }
}
"""

HEADERS = '{ Accept = "application/json", "Content-Type" = "application/json" }'

PATH = ROUTES.format(ivr="${var.ivr_id}", menu="$menu")

BODY = '{ ivr_route = { keypress = "$key", action = "group", options = { group_ids = [$group] } } }'

PROVIDERS = {
    "zendesk": """\
provider "zendesk" {
  base_url    = var.base_url
  oauth_token = var.token
}
""",
    "restful": """\
provider "restful" {
  base_url = var.base_url
  security = { http = { token = { token = var.token } } }
  header   = %s
  client   = { retry = { status_codes = [429], count = 10 } }
}
""" % HEADERS,
    "restapi": """\
provider "restapi" {
  uri                  = var.base_url
  bearer_token         = var.token
  headers              = %s
  id_attribute         = "ivr_route/id"
  write_returns_object = true
  retries {
    max_retries = 10
    max_wait    = 60
  }
}
""" % HEADERS,
}

RESOURCES = {
    "zendesk": """\
resource "zendesk_ivr_route" "$name" {
  ivr_id   = var.ivr_id
  menu_id  = $menu
  keypress = "$key"
  action   = "group"
  options  = { group_ids = [$group] }
}
""",
    "null": """\
resource "null_resource" "$name" {
  triggers = { ivr_id = var.ivr_id, menu_id = $menu, keypress = "$key", action = "group", group_id = $group }
}
""",
    None: """\
resource "terraform_data" "$name" {
  input = { ivr_id = var.ivr_id, menu_id = $menu, keypress = "$key", action = "group", group_id = $group }
}
""",
    "restful": """\
resource "restful_resource" "$name" {
  path      = "%s"
  read_path = "$$(path)/$$(body.ivr_route.id)"
  body      = %s
}
""" % (PATH.replace("${", "$${"), BODY),
    "restapi": """\
resource "restapi_object" "$name" {
  path                    = "%s"
  data                    = jsonencode(%s)
  ignore_server_additions = true
}
""" % (PATH.replace("${", "$${"), BODY),
}


def configuration(contender, routes):
    """The text of `main.tf` for routes as (menu, key)."""
    required = REQUIRED % (contender.type, contender.address) if contender.address else ""
    block = Template(RESOURCES[contender.type])
    blocks = [block.substitute(name=f"route_{menu}_{key}", menu=menu, key=key, group=GROUP) for menu, key in routes]
    return "\n".join([required + VARIABLES, PROVIDERS.get(contender.type, ""), *blocks])


def variables(fake):
    """The values of the variables."""
    return {"ivr_id": fake.ivr, "base_url": fake.account["base_url"], "token": fake.account["oauth_token"]}
