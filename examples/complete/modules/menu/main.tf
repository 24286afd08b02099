# One menu: a route for each of its keys.

terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

locals {
  # While the office is closed, the group that would be called first gets a message.
  voicemail = {
    for key, route in var.keys : key => merge(route, { action = "voicemail", groups = slice(route.groups, 0, 1) })
    if var.closed && route.action == "group"
  }
  keys = merge(var.keys, local.voicemail)
}

resource "zendesk_ivr_route" "key" {
  for_each = local.keys

  ivr_id   = var.ivr_id
  menu_id  = var.menu_id
  keypress = each.key
  action   = each.value.action

  # What isn't for the action is null, which is the same as left out.
  options = {
    group_ids                = length(each.value.groups) > 0 ? [for name in each.value.groups : var.group_ids[name]] : null
    menu_id                  = each.value.menu != null ? var.menu_ids[each.value.menu] : null
    phone_number             = each.value.number
    sms_text                 = each.value.text
    textback_phone_number_id = each.value.text != null ? var.text_number_id : null
    tags                     = setunion(var.tags, each.value.tags)
  }
}
