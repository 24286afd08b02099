# All routes of the menu that lead to a group; without action, all routes.
data "zendesk_ivr_routes" "people" {
  ivr_id  = 10001
  menu_id = 10002
  action  = "group"
}

output "who_answers" {
  value = {
    for route in data.zendesk_ivr_routes.people.routes :
    route.keypress => route.option_text
  }
}
