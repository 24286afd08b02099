data "zendesk_groups" "all" {}

data "zendesk_ivr" "main" {
  name = "Main line"
}

# The key of each group in the first menu.
locals {
  keys = {
    "1" = "Sales"
    "2" = "Support"
  }
}

resource "zendesk_ivr_route" "key" {
  for_each = local.keys

  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr.main.default_menu_id
  keypress = each.key
  action   = "group"
  options = {
    group_ids = [data.zendesk_groups.all.ids[each.value]]
  }
}
