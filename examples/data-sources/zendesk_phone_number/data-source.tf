# By its nickname, which the numbers of a sandbox and of production can have in common; by its number in E.164, or by its
# phone_number_id.
data "zendesk_phone_number" "main_line" {
  nickname = "Main line"

  lifecycle {
    postcondition {
      condition     = self.sms_enabled
      error_message = "Text messages aren't switched on for the main line."
    }
  }
}

data "zendesk_ivr" "main" {
  name = "Main line"
}

# 3 in the first menu: a text message instead of a call, sent from the main line.
resource "zendesk_ivr_route" "text" {
  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr.main.default_menu_id
  keypress = "3"
  action   = "textback"
  options = {
    sms_text                 = "Hello from Acme! Tell us here what you need."
    textback_phone_number_id = data.zendesk_phone_number.main_line.phone_number_id
  }
}
