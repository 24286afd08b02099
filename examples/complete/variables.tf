variable "lines" {
  description = "The lines of the company, by language: the name of the IVR, the nicknames of its numbers, and what the keys of its menus do."
  type = map(object({
    ivr     = string
    numbers = set(string)
    menus = map(object({
      first    = optional(bool, false)
      greeting = optional(string)
      keys = map(object({
        action    = string
        groups    = optional(list(string), [])
        menu      = optional(string)
        number    = optional(string)
        text      = optional(string)
        text_from = optional(string)
        tags      = optional(set(string), [])
      }))
    }))
  }))
}

variable "sandbox" {
  description = "The sandbox account: its subdomain (or a base_url, for a test server), and the OAuth client to sign in with."
  type = object({
    subdomain           = optional(string)
    base_url            = optional(string)
    oauth_client_id     = string
    oauth_client_secret = string
  })
  sensitive = true
}

variable "production" {
  description = "The production account, likewise."
  type = object({
    subdomain           = optional(string)
    base_url            = optional(string)
    oauth_client_id     = string
    oauth_client_secret = string
  })
  sensitive = true
}

variable "closed" {
  description = "Whether the office is closed, such as on a holiday: callers then leave a message where agents would be called."
  type        = bool
  default     = false
}
