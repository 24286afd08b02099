//! Routes: what a menu does when a caller presses a key.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::address::MenuId;
use super::record::Record;
use super::route_options::Options;
use super::status::MAX_NESTED_MEMORY;
use super::{address, lenient};

/// A route as the API returns it.
///
/// Source: [JSON format](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_routes/#json-format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct IvrRoute {
    /// The id, unique in the account.
    pub id: i64,
    /// The key: `0` to `9`, `*`, `#` or `default`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub keypress: Option<String>,
    /// What happens: `group`, `voicemail`, `phone_number`, `textback` or `menu`.
    #[serde(default)]
    pub action: Option<String>,
    /// What the action works with.
    #[serde(default)]
    pub options: Options,
    /// Undocumented; passed through as it comes.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub overflow_options: Vec<Value>,
    /// A text about the options, such as the name of the group; made by the API.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub option_text: Option<String>,
    /// The name of the route's greeting; read-only.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub greeting: Option<String>,
}

/// What to write into a route; `None` isn't sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RouteRequest {
    /// The key: `0` to `9`, `*`, `#` or `default`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keypress: Option<String>,
    /// What happens; the API wants it whenever `options` is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What the action works with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Options>,
    /// Undocumented; passed through as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overflow_options: Option<Vec<Value>>,
}

/// Source: [IVR routes](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_routes/).
impl Record for IvrRoute {
    type Parent = MenuId;
    type Id = i64;
    type Body = RouteRequest;

    const ONE: &'static str = "ivr_route";
    const MANY: &'static str = "ivr_routes";
    const FAMILY: &'static str = address::FAMILY;
    const MAX_MEMORY: usize = MAX_NESTED_MEMORY;

    fn path(menu: MenuId) -> String {
        address::routes(menu)
    }

    fn id(&self) -> i64 {
        self.id
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{IvrRoute, Options, RouteRequest};
    use crate::api::record::{Envelope, One, Page, Record as _};

    #[test]
    fn the_documented_list_is_read() {
        let page: Page<IvrRoute> =
            serde_json::from_str(include_str!("../../tests/fixtures/ivr_route/list.json")).unwrap();
        let route = IvrRoute {
            id: 10001,
            keypress: Some("0".into()),
            action: Some("group".into()),
            options: Options { group_ids: Some(vec![360_001_381_413]), ..Options::default() },
            overflow_options: vec![],
            option_text: Some("Support Group".into()),
            greeting: None,
        };
        assert_eq!(page.records, [route]);
        assert_eq!(page.next, None);
    }

    #[test]
    fn the_documented_route_is_read() {
        let One(route): One<IvrRoute> =
            serde_json::from_str(include_str!("../../tests/fixtures/ivr_route/show.json")).unwrap();
        assert_eq!(route.id, 10002);
        assert_eq!(route.keypress.as_deref(), Some("1"));
        assert_eq!(route.options.group_ids, Some(vec![10001]));
    }

    #[test]
    fn a_route_as_recorded_is_read() {
        let One(route): One<IvrRoute> =
            serde_json::from_str(include_str!("../../tests/fixtures/ivr_route/created.json")).unwrap();
        assert_eq!(route.id, 21_900_000_000_001);
        assert_eq!(route.option_text, None);
        assert!(route.overflow_options.is_empty());
    }

    #[test]
    fn what_is_missing_or_null_is_none() {
        let none = IvrRoute {
            id: 1,
            keypress: None,
            action: None,
            options: Options::default(),
            overflow_options: vec![],
            option_text: None,
            greeting: None,
        };
        let null = json!({"id": 1, "keypress": null, "action": null, "options": null, "overflow_options": null,
            "option_text": null, "greeting": null, "url": "unknown"});
        for wire in [json!({"id": 1}), null] {
            assert_eq!(serde_json::from_value::<IvrRoute>(wire).unwrap(), none);
        }
    }

    #[test]
    fn a_key_may_be_a_number() {
        let route: IvrRoute = serde_json::from_value(json!({"id": 1, "keypress": 7})).unwrap();
        assert_eq!(route.keypress.as_deref(), Some("7"));
    }

    #[test]
    fn an_id_must_be_an_integer() {
        for id in [json!("1"), json!(1.5), json!(null), json!(u64::MAX)] {
            assert!(serde_json::from_value::<IvrRoute>(json!({"id": id})).is_err(), "{id}");
        }
        assert!(serde_json::from_value::<IvrRoute>(json!({})).is_err());
    }

    #[test]
    fn only_what_is_set_is_sent() {
        let cases = [
            (RouteRequest::default(), r#"{"ivr_route":{}}"#),
            (
                RouteRequest {
                    keypress: Some("*".into()),
                    action: Some("voicemail".into()),
                    options: Some(Options {
                        group_ids: Some(vec![2, 1]),
                        tags: Some(vec![]),
                        ..Options::default()
                    }),
                    overflow_options: Some(vec![json!({"a": 1})]),
                },
                r#"{"ivr_route":{"keypress":"*","action":"voicemail","options":{"group_ids":[2,1],"tags":[]},"overflow_options":[{"a":1}]}}"#,
            ),
        ];
        for (request, wire) in cases {
            assert_eq!(serde_json::to_string(&Envelope(IvrRoute::ONE, &request)).unwrap(), wire);
        }
    }
}
