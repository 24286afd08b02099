data "zendesk_phone_numbers" "all" {}

# An IVR to which all numbers of Germany lead.
resource "zendesk_ivr" "germany" {
  name = "Germany"
  phone_number_ids = [
    for number, id in data.zendesk_phone_numbers.all.ids : id if startswith(number, "+49")
  ]
}
