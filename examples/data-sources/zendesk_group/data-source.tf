# By its name, or by its group_id.
data "zendesk_group" "sales" {
  name = "Sales"
}

data "zendesk_ivr" "main" {
  name = "Main line"
}

# 1 in the first menu: the group Sales, whatever its id is in this account.
resource "zendesk_ivr_route" "sales" {
  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr.main.default_menu_id
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [data.zendesk_group.sales.group_id]
  }
}
