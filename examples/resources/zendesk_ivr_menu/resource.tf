data "zendesk_group" "support" {
  name = "Support"
}

resource "zendesk_ivr_menu" "night" {
  ivr_id = 10001
  name   = "Night"
}

# No key pressed: leave a message.
resource "zendesk_ivr_route" "night_default" {
  ivr_id   = zendesk_ivr_menu.night.ivr_id
  menu_id  = zendesk_ivr_menu.night.menu_id
  keypress = "default"
  action   = "voicemail"
  options = {
    group_ids = [data.zendesk_group.support.group_id]
  }
}
