terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}

# Credentials are best left to the environment: ZENDESK_EMAIL and ZENDESK_API_TOKEN, or ZENDESK_OAUTH_TOKEN.
provider "zendesk" {
  subdomain = "acme" # for https://acme.zendesk.com
}
