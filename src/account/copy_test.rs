//! What a run asks for once, and what it takes for gone: only what a list lacks and the request by id doesn't find.

use serde_json::{Value, json};

use super::Error;
use super::test_account::{
    MENU, Scripted, gone, ids, ivrs, menu_with, menus, one, other, route, routes, status,
};
use crate::api::test_server::Act;
use crate::api::{Ivr, IvrMenu, IvrRoute, RouteId, Status};

const IVRS: &str = "GET ivr";
const IVR: &str = "GET ivr/1";
const MENUS: &str = "GET ivr/1/menus";
const THE_MENU: &str = "GET ivr/1/menus/2";
const ROUTES: &str = "GET ivr/1/menus/2/routes";
const ROUTE: &str = "GET ivr/1/menus/2/routes/9";

async fn route_9(scripted: &Scripted) -> Result<Option<i64>, Error> {
    Ok(scripted.account.find::<IvrRoute>(MENU, 9).await?.map(|route| route.id))
}

/// The ids of the menu's routes; none if the menu or its IVR is gone.
async fn in_menu(scripted: &Scripted) -> Result<Option<Vec<i64>>, Error> {
    Ok(ids(scripted.account.all(MENU).await?))
}

/// The ids of an IVR's menus; none if it is gone.
async fn in_ivr(scripted: &Scripted, ivr_id: i64) -> Result<Option<Vec<i64>>, Error> {
    let menus = scripted.account.all::<IvrMenu>(ivr_id).await?;
    Ok(menus.map(|menus| menus.iter().map(|menu| menu.id).collect()))
}

/// An IVR with its menu and the routes of that.
fn ivr_with(routes: Value) -> Value {
    json!({"id": 1, "menus": [{"id": 2, "routes": routes}]})
}

/// An IVR and its menu, whose list of routes isn't nested.
fn bare_menu() -> Act {
    ivrs(json!([{"id": 1, "menus": [{"id": 2}]}]))
}

/// An IVR whose list of menus isn't nested.
fn bare_ivr() -> Act {
    ivrs(json!([{"id": 1}]))
}

/// What a look for the menu's routes comes to, from the service's answers, and which requests it takes.
#[track_caller]
fn expect(found: Result<Option<Vec<i64>>, Error>, expected: Result<Option<&[i64]>, ()>, case: &[String]) {
    match (&found, expected) {
        (Ok(found), Ok(expected)) => assert_eq!(found.as_deref(), expected, "{case:?}"),
        (Err(_), Err(())) => {}
        _ => panic!("{found:?} instead of {expected:?} after {case:?}"),
    }
}

/// Checks what the routes of the menu are after these answers, and which requests there were; asks twice.
async fn check(acts: Vec<Act>, expected: Result<Option<&[i64]>, ()>, requests: &[&str]) {
    let scripted = Scripted::new(acts).await;
    for _ in 0..2 {
        let found = in_menu(&scripted).await;
        expect(found, expected, &scripted.requests());
    }
    assert_eq!(scripted.requests(), requests);
}

#[tokio::test]
async fn one_list_answers_everything() {
    let scripted = Scripted::new([menu_with(json!([route(9)]))]).await;
    assert_eq!(in_menu(&scripted).await.unwrap(), Some(vec![9]));
    assert_eq!(route_9(&scripted).await.unwrap(), Some(9));
    assert_eq!(in_ivr(&scripted, 1).await.unwrap(), Some(vec![2]));
    assert!(scripted.account.find::<IvrMenu>(1, 2).await.unwrap().is_some());
    assert!(scripted.account.find::<Ivr>((), 1).await.unwrap().is_some());
    assert_eq!(scripted.account.ivrs().await.unwrap().len(), 1);
    assert_eq!(scripted.requests(), [IVRS]);
}

#[tokio::test]
async fn what_is_not_nested_is_asked_for_once() {
    check(vec![bare_menu(), routes(json!([route(9)]))], Ok(Some(&[9])), &[IVRS, ROUTES]).await;
    let nested = json!([{"id": 2, "routes": [route(9)]}]);
    check(vec![bare_ivr(), menus(nested)], Ok(Some(&[9])), &[IVRS, MENUS]).await;
    let acts = vec![bare_ivr(), menus(json!([{"id": 2}])), routes(json!([route(9)]))];
    check(acts, Ok(Some(&[9])), &[IVRS, MENUS, ROUTES]).await;
}

#[tokio::test]
async fn a_route_is_gone_if_the_request_by_id_finds_none_as_well() {
    for not_found in [gone(), status(404)] {
        let scripted = Scripted::new([menu_with(json!([other(8)])), not_found]).await;
        assert_eq!(route_9(&scripted).await.unwrap(), None);
        assert_eq!(route_9(&scripted).await.unwrap(), None);
        assert_eq!(scripted.requests(), [IVRS, ROUTE]);
    }
    let scripted = Scripted::new([menu_with(json!([other(8)])), one("ivr_route", route(9))]).await;
    assert_eq!(route_9(&scripted).await.unwrap(), Some(9));
    assert_eq!(route_9(&scripted).await.unwrap(), Some(9));
    assert_eq!(in_menu(&scripted).await.unwrap(), Some(vec![8, 9]));
    assert_eq!(scripted.requests(), [IVRS, ROUTE]);

    let scripted = Scripted::new([menu_with(json!([other(8)])), status(403)]).await;
    route_9(&scripted).await.unwrap_err();
    assert_eq!(scripted.requests(), [IVRS, ROUTE]);
}

#[tokio::test]
async fn a_route_that_was_proven_to_be_there_is_asked_for_again_where_a_younger_list_lacks_it() {
    for (last, expected) in
        [(one("ivr_route", route(9)), Some(Some(9))), (gone(), Some(None)), (status(403), None)]
    {
        let acts = [menu_with(json!([])), one("ivr_route", route(9)), routes(json!([])), last];
        let scripted = Scripted::new(acts).await;
        assert_eq!(route_9(&scripted).await.unwrap(), Some(9));
        scripted.account.copy().doubt::<IvrRoute>(MENU);
        assert_eq!(route_9(&scripted).await.ok(), expected);
        assert_eq!(scripted.requests(), [IVRS, ROUTE, ROUTES, ROUTE]);
    }
}

#[tokio::test]
async fn a_menu_that_its_ivr_lacks_is_asked_for_by_its_id() {
    let without = || ivrs(json!([{"id": 1, "menus": []}]));
    for not_found in [gone(), status(404)] {
        check(vec![without(), not_found], Ok(None), &[IVRS, THE_MENU]).await;
    }
    let there = one("ivr_menu", json!({"id": 2, "routes": [route(9)]}));
    check(vec![without(), there], Ok(Some(&[9])), &[IVRS, THE_MENU]).await;
    check(vec![without(), status(403)], Err(()), &[IVRS, THE_MENU]).await;

    let scripted = Scripted::new([without(), gone()]).await;
    assert_eq!(route_9(&scripted).await.unwrap(), None);
    assert!(scripted.account.find::<IvrMenu>(1, 2).await.unwrap().is_none());
    assert_eq!(scripted.requests(), [IVRS, THE_MENU]);
}

#[tokio::test]
async fn an_ivr_that_the_account_lacks_is_asked_for_by_its_id() {
    let without = || ivrs(json!([{"id": 3}]));
    for not_found in [gone(), status(404)] {
        check(vec![without(), not_found], Ok(None), &[IVRS, IVR]).await;
    }
    check(vec![without(), one("ivr", ivr_with(json!([route(9)])))], Ok(Some(&[9])), &[IVRS, IVR]).await;
    check(vec![without(), status(403)], Err(()), &[IVRS, IVR]).await;

    let scripted = Scripted::new([without(), gone()]).await;
    assert_eq!(in_ivr(&scripted, 1).await.unwrap(), None);
    assert!(scripted.account.find::<Ivr>((), 1).await.unwrap().is_none());
    assert!(scripted.account.find::<IvrMenu>(1, 2).await.unwrap().is_none());
    assert_eq!(scripted.requests(), [IVRS, IVR]);
}

#[tokio::test]
async fn a_404_to_the_menus_of_an_ivr_is_proven_by_the_list_of_ivrs() {
    let all = || ivrs(json!([]));
    check(vec![bare_ivr(), gone(), all(), gone()], Ok(None), &[IVRS, MENUS, IVRS, IVR]).await;
    for (acts, requests) in [
        // The IVR is there, in the list or by its id.
        (vec![gone(), bare_ivr()], vec![IVRS, MENUS, IVRS]),
        (vec![gone(), all(), one("ivr", json!({"id": 1}))], vec![IVRS, MENUS, IVRS, IVR]),
        // Nobody knows.
        (vec![gone(), status(403)], vec![IVRS, MENUS, IVRS]),
        (vec![gone(), all(), status(403)], vec![IVRS, MENUS, IVRS, IVR]),
        (vec![status(403)], vec![IVRS, MENUS]),
    ] {
        let scripted = Scripted::new([bare_ivr()].into_iter().chain(acts)).await;
        expect(in_menu(&scripted).await, Err(()), &scripted.requests());
        assert_eq!(scripted.requests(), requests);
    }
}

#[tokio::test]
async fn a_404_to_the_routes_of_a_menu_is_proven_by_the_list_of_menus() {
    let acts = vec![bare_menu(), gone(), menus(json!([])), gone()];
    check(acts, Ok(None), &[IVRS, ROUTES, MENUS, THE_MENU]).await;
    // The IVR is gone with its menus.
    let acts = vec![bare_menu(), gone(), gone(), ivrs(json!([])), gone()];
    check(acts, Ok(None), &[IVRS, ROUTES, MENUS, IVRS, IVR]).await;
    for (acts, requests) in [
        (vec![gone(), menus(json!([{"id": 2}]))], vec![IVRS, ROUTES, MENUS]),
        (
            vec![gone(), menus(json!([])), one("ivr_menu", json!({"id": 2}))],
            // The menu is there, so the 404 of its routes may be its IVR's.
            vec![IVRS, ROUTES, MENUS, THE_MENU, IVRS],
        ),
        (vec![gone(), status(403)], vec![IVRS, ROUTES, MENUS]),
        (vec![gone(), gone(), bare_menu()], vec![IVRS, ROUTES, MENUS, IVRS]),
        (vec![status(403)], vec![IVRS, ROUTES]),
    ] {
        let scripted = Scripted::new([bare_menu()].into_iter().chain(acts)).await;
        expect(in_menu(&scripted).await, Err(()), &scripted.requests());
        let asked = scripted.requests();
        assert_eq!(asked[..requests.len().min(asked.len())], requests, "{asked:?}");
    }
}

#[tokio::test]
async fn where_the_list_of_ivrs_fails_the_menus_of_an_ivr_do() {
    let nested = || menus(json!([{"id": 2, "routes": [route(9)]}]));
    check(vec![status(500), nested()], Ok(Some(&[9])), &[IVRS, MENUS]).await;
    // The IVR's own list lacks it: the list of IVRs has to lack it as well.
    let acts = vec![status(500), gone(), ivrs(json!([])), gone()];
    check(acts, Ok(None), &[IVRS, MENUS, IVRS, IVR]).await;
    // A refusal is no matter of the list.
    check(vec![status(403)], Err(()), &[IVRS]).await;

    let scripted = Scripted::new([status(500)]).await;
    assert!(scripted.account.ivrs().await.is_err());
    assert_eq!(scripted.requests(), [IVRS]);
}

#[tokio::test]
async fn where_both_fail_no_other_list_of_menus_is_asked_for() {
    let scripted = Scripted::new([status(500), status(500)]).await;
    in_ivr(&scripted, 1).await.unwrap_err();
    let Err(Error::Api(error)) = in_ivr(&scripted, 3).await else { panic!("the service fails") };
    assert_eq!(error.status(), Some(Status::Server));
    assert_eq!(scripted.requests(), [IVRS, MENUS]);

    // The failure of one list of menus alone is that list's.
    let scripted = Scripted::new([ivrs(json!([{"id": 1}, {"id": 3}])), status(500), menus(json!([]))]).await;
    in_ivr(&scripted, 1).await.unwrap_err();
    assert_eq!(in_ivr(&scripted, 3).await.unwrap(), Some(vec![]));
    let acts = [status(500), status(422), menus(json!([]))];
    let scripted = Scripted::new(acts).await;
    in_ivr(&scripted, 1).await.unwrap_err();
    assert_eq!(in_ivr(&scripted, 3).await.unwrap(), Some(vec![]));
}

#[tokio::test]
async fn three_hundred_ivrs_are_read_and_of_more_the_menus_of_the_wanted_one() {
    let many = |count: i64| {
        let all: Vec<_> = (1..=count).map(|id| json!({"id": id, "menus": []})).collect();
        crate::api::test_server::json(200, json!({"ivrs": all, "count": count}))
    };
    let scripted = Scripted::new([many(300)]).await;
    assert_eq!(in_ivr(&scripted, 1).await.unwrap(), Some(vec![]));
    assert_eq!(scripted.requests(), [IVRS]);

    let scripted = Scripted::new([many(301), menus(json!([{"id": 2}])), many(301)]).await;
    assert_eq!(in_ivr(&scripted, 1).await.unwrap(), Some(vec![2]));
    assert_eq!(scripted.requests(), [IVRS, MENUS]);
    // Who wants them all gets them all, and then they are known.
    for _ in 0..2 {
        assert_eq!(scripted.account.ivrs().await.unwrap().len(), 301);
    }
    assert_eq!(in_ivr(&scripted, 7).await.unwrap(), Some(vec![]));
    assert_eq!(scripted.requests(), [IVRS, MENUS, IVRS]);
}

#[tokio::test]
async fn a_menus_own_list_is_asked_for_once_until_a_list_above_it_is_read_again() {
    let id = RouteId { menu: MENU, route_id: 9 };
    let account = || ivrs(json!([ivr_with(json!([route(9)])), {"id": 3}]));
    let own = || routes(json!([other(9)]));
    let scripted = Scripted::new([account(), own(), gone(), account(), own()]).await;
    in_menu(&scripted).await.unwrap();
    let mut expected = vec![IVRS];
    for requests in [[ROUTES].as_slice(), &["GET ivr/3/menus", IVRS, ROUTES]] {
        for _ in 0..2 {
            let confirmed = scripted.account.confirm(id).await.unwrap().unwrap();
            assert_eq!(confirmed.keypress.as_deref(), Some("2"));
        }
        expected.extend(requests);
        assert_eq!(scripted.requests(), expected);
        // The 404 has the list of IVRs read again, which holds the routes as they were.
        in_ivr(&scripted, 3).await.unwrap_err();
    }
}

#[tokio::test]
async fn the_menus_of_an_ivr_take_the_place_of_what_its_own_menus_told_alone() {
    let id = RouteId { menu: MENU, route_id: 9 };
    let own = || routes(json!([route(9)]));
    let acts = [ivrs(json!([{"id": 1}, {"id": 3}])), menus(json!([{"id": 2}])), own(), menus(json!([]))];
    let scripted = Scripted::new(acts.into_iter().chain([menus(json!([{"id": 2}])), own()])).await;
    let mut expected = vec![IVRS, MENUS, ROUTES];
    assert_eq!(in_menu(&scripted).await.unwrap(), Some(vec![9]));
    scripted.account.confirm(id).await.unwrap();
    assert_eq!(scripted.requests(), expected);

    in_ivr(&scripted, 3).await.unwrap();
    scripted.account.confirm(id).await.unwrap();
    expected.push("GET ivr/3/menus");
    assert_eq!(scripted.requests(), expected);

    scripted.account.copy().doubt::<IvrMenu>(1);
    assert_eq!(in_menu(&scripted).await.unwrap(), Some(vec![9]));
    expected.extend([MENUS, ROUTES]);
    assert_eq!(scripted.requests(), expected);
}

#[tokio::test]
async fn a_list_in_doubt_is_asked_for_again() {
    let scripted = Scripted::new([menu_with(json!([])), ivrs(json!([])), gone()]).await;
    assert_eq!(scripted.account.ivrs().await.unwrap().len(), 1);
    scripted.account.copy().doubt::<Ivr>(());
    assert_eq!(scripted.account.ivrs().await.unwrap().len(), 0);
    assert_eq!(scripted.requests(), [IVRS, IVRS]);

    let scripted = Scripted::new([menu_with(json!([])), menus(json!([{"id": 2}, {"id": 4}]))]).await;
    assert_eq!(in_ivr(&scripted, 1).await.unwrap(), Some(vec![2]));
    scripted.account.copy().doubt::<IvrMenu>(1);
    assert_eq!(in_ivr(&scripted, 1).await.unwrap(), Some(vec![2, 4]));
    assert_eq!(scripted.requests(), [IVRS, MENUS]);
}
