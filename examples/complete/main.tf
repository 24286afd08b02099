# The phone menus of a company: a line for each language, each line with its menus, each menu with its keys.

terraform {
  required_version = ">= 1.6"

  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

# The account and the credentials come from environment variables.
provider "zendesk" {}

# IVRs and their menus are made in the admin center. Their names lead to their ids.
data "zendesk_ivr" "line" {
  for_each = var.lines

  name = each.value.ivr
}

locals {
  # Every menu of every line, such as "en/Billing".
  menus = merge([
    for language, line in var.lines : {
      for name, keys in line.menus : "${language}/${name}" => { language = language, name = name, keys = keys }
    }
  ]...)
}

module "menu" {
  source   = "./modules/menu"
  for_each = local.menus

  ivr_id         = data.zendesk_ivr.line[each.value.language].ivr_id
  menu_id        = data.zendesk_ivr.line[each.value.language].menu_ids[each.value.name]
  keys           = each.value.keys
  closed         = var.closed
  tags           = ["language_${each.value.language}"]
  group_ids      = var.group_ids
  menu_ids       = data.zendesk_ivr.line[each.value.language].menu_ids
  text_number_id = try(data.zendesk_ivr.line[each.value.language].phone_number_ids[0], null)
}
