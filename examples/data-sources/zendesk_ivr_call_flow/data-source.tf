data "zendesk_ivr" "main" {
  name = "Main line"
}

data "zendesk_ivr_call_flow" "main" {
  ivr_id = data.zendesk_ivr.main.ivr_id
}

# Every plan and apply warns of what goes wrong for callers.
check "callers" {
  assert {
    condition     = length(data.zendesk_ivr_call_flow.main.findings) == 0
    error_message = join("\n", [for finding in data.zendesk_ivr_call_flow.main.findings : finding.text])
  }
}

# The call flow as a picture, for a page in a wiki.
output "picture" {
  value = data.zendesk_ivr_call_flow.main.mermaid
}
