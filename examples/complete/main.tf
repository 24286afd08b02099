# The phone menus of a company, in two accounts: what is tried in the sandbox is what production gets. No id stands here, since
# the same group, number or greeting has another id in each account.

terraform {
  required_version = ">= 1.6"

  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

provider "zendesk" {
  alias = "sandbox"

  subdomain           = var.sandbox.subdomain
  base_url            = var.sandbox.base_url
  oauth_client_id     = var.sandbox.oauth_client_id
  oauth_client_secret = var.sandbox.oauth_client_secret
}

provider "zendesk" {
  alias = "production"

  subdomain           = var.production.subdomain
  base_url            = var.production.base_url
  oauth_client_id     = var.production.oauth_client_id
  oauth_client_secret = var.production.oauth_client_secret
}

# A phone menu for each language.
module "sandbox" {
  source    = "./modules/phone_menu"
  for_each  = var.lines
  providers = { zendesk = zendesk.sandbox }

  name    = each.value.ivr
  numbers = each.value.numbers
  menus   = each.value.menus
  closed  = var.closed
  tags    = ["language_${each.key}"]
}

module "production" {
  source    = "./modules/phone_menu"
  for_each  = var.lines
  providers = { zendesk = zendesk.production }

  name    = each.value.ivr
  numbers = each.value.numbers
  menus   = each.value.menus
  closed  = var.closed
  tags    = ["language_${each.key}"]
}
