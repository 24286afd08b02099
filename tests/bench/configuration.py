"""The same routes as configuration for each contender.

A route is a block of its own, since the work of Terraform itself grows with the square of what one `for_each` holds. The
contenders that do without the API hold the same values. Each of the others is configured as its own documentation says for
an API that answers a POST with the object and its id: no contender sends a request that its settings could save. The
retries, as many as ours has by default, matter only under a rate limit and in an outage. magodo/restful has no time limit
for a request.
"""

from string import Template

from fake import GROUP, ROUTES

VARIABLES = """\
variable "base_url" { type = string }
variable "timeout" {
  type    = number
  default = null
}
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

PATH = ROUTES.format(ivr="$ivr", menu="$menu")

BODY = '{ ivr_route = { keypress = "$key", action = "group", options = { group_ids = [$group] } } }'

PROVIDERS = {
    "zendesk": """\
provider "zendesk" {
  base_url        = var.base_url
  oauth_token     = var.token
  request_timeout = var.timeout
}
""",
    "restful": """\
provider "restful" {
  base_url = var.base_url
  security = { http = { token = { token = var.token } } }
  header   = %s
  client   = { retry = { status_codes = [429, 503], count = 8 } }
}
""" % HEADERS,
    "restapi": """\
provider "restapi" {
  uri                  = var.base_url
  timeout              = var.timeout
  bearer_token         = var.token
  headers              = %s
  id_attribute         = "ivr_route/id"
  write_returns_object = true
  retries {
    max_retries = 8
    max_wait    = 60
  }
}
""" % HEADERS,
}

RESOURCES = {
    "zendesk": """\
resource "zendesk_ivr_route" "$name" {
  ivr_id   = $ivr
  menu_id  = $menu
  keypress = "$key"
  action   = "group"
  options  = { group_ids = [$group] }
}
""",
    "null": """\
resource "null_resource" "$name" {
  triggers = { ivr_id = $ivr, menu_id = $menu, keypress = "$key", action = "group", group_id = $group }
}
""",
    None: """\
resource "terraform_data" "$name" {
  input = { ivr_id = $ivr, menu_id = $menu, keypress = "$key", action = "group", options = { group_ids = [$group] } }
}
""",
    "restful": """\
resource "restful_resource" "$name" {
  path      = "%s"
  read_path = "$$(path)/$$(body.ivr_route.id)"
  body      = %s
}
""" % (PATH, BODY),
    "restapi": """\
resource "restapi_object" "$name" {
  path                    = "%s"
  data                    = jsonencode(%s)
  ignore_server_additions = true
}
""" % (PATH, BODY),
}


def configuration(contender, routes):
    """The text of `main.tf` for routes as (menu, key), a menu being (ivr, menu)."""
    required = REQUIRED % (contender.type, contender.address) if contender.address else ""
    block = Template(RESOURCES[contender.type])
    blocks = [
        block.substitute(name=f"route_{menu}_{key}", ivr=ivr, menu=menu, key=key, group=GROUP) for (ivr, menu), key in routes
    ]
    return "\n".join([required + VARIABLES, PROVIDERS.get(contender.type, ""), *blocks])


def variables(base_url, token, timeout=None):
    """The values of the variables: how the API is reached, and the most seconds that a request may take."""
    return {"base_url": base_url, "token": token, "timeout": timeout}
