data "zendesk_group" "sales" {
  name = "Sales"
}

data "zendesk_group" "support" {
  name = "Support"
}

resource "zendesk_ivr_route" "sales" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "group"
  options = {
    group_ids = [data.zendesk_group.sales.group_id]
    tags      = ["sales"]
  }
}

resource "zendesk_ivr_route" "default" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [data.zendesk_group.support.group_id]
  }
}

# The menu has these two routes, and no others.
resource "zendesk_ivr_routes_exclusive" "main" {
  ivr_id  = 10001
  menu_id = 10002
  routes = {
    for route in [zendesk_ivr_route.sales, zendesk_ivr_route.default] :
    route.keypress => route.route_id
  }
}
