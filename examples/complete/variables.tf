variable "lines" {
  description = "The lines of the company, by language: the name of the IVR, and what the keys of its menus do."
  type = map(object({
    ivr = string
    menus = map(map(object({
      action = string
      groups = optional(list(string), [])
      menu   = optional(string)
      number = optional(string)
      text   = optional(string)
      tags   = optional(set(string), [])
    })))
  }))
}

variable "group_ids" {
  description = "The ids of the groups of agents, by the names that `lines` uses."
  type        = map(number)
}

variable "closed" {
  description = "Whether the office is closed, such as on a holiday: callers then leave a message where agents would be called."
  type        = bool
  default     = false
}
