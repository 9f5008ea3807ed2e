//! Whom a request is charged to, and when it is refused.

use std::sync::Arc;

use uuid::Uuid;

use super::*;
use crate::auth::{CredentialKind, Visit, credential};

const COMPANY: Limit = Limit {
    per_second: 10,
    burst: 20,
};
const ADDRESS: Limit = Limit {
    per_second: 1,
    burst: 3,
};

fn limits() -> Limits {
    Limits::new(COMPANY, ADDRESS)
}

fn credential_of(company: CompanyId) -> Caller {
    let drawn = credential::draw(CredentialKind::ApiKey, company, Uuid::now_v7());
    credential::read(&drawn.text, "r").unwrap()
}

/// One more request with this credential.
fn request(caller: &Caller, from: &str) -> Caller {
    Caller {
        visit: Arc::new(Visit::from(from.parse::<IpAddr>().unwrap())),
        ..caller.clone()
    }
}

fn welcome(limits: &Limits, caller: &Caller, from: &str, now: Instant) -> usize {
    let admitted = |_: &usize| limits.admit(&request(caller, from), now) == Admission::Welcome;
    (0..1000).take_while(admitted).count()
}

#[test]
fn forged_credentials_are_charged_to_their_address_and_never_to_the_company_they_name() {
    let (limits, now) = (limits(), Instant::now());
    let acme = credential_of(CompanyId::draw());
    limits.found_good(&request(&acme, "192.0.2.1"), now);
    let forged = Caller {
        secret_hash: [7; 32],
        ..acme.clone()
    };
    assert_eq!(welcome(&limits, &forged, "192.0.2.9", now), 3);
    assert!(matches!(
        limits.admit(&request(&forged, "192.0.2.9"), now),
        Admission::TooFast(_)
    ));
    assert_eq!(welcome(&limits, &acme, "192.0.2.1", now), 20);
    assert_eq!(limits.demand(Duration::from_secs(1)).len(), 1);
}

#[test]
fn a_credential_found_good_is_charged_to_its_company_and_its_address_gets_it_back() {
    let (limits, now) = (limits(), Instant::now());
    for _ in 0..15 {
        let new = request(&credential_of(CompanyId::draw()), "192.0.2.1");
        assert_eq!(limits.admit(&new, now), Admission::Welcome);
        limits.found_good(&new, now);
        assert_eq!(limits.standing(new.company_id, now).remaining, 19);
    }
    assert_eq!(limits.knock("192.0.2.1".parse().unwrap(), now), Ok(()));
}

#[test]
fn a_refused_credential_is_unknown_again() {
    let (limits, now) = (limits(), Instant::now());
    let acme = credential_of(CompanyId::draw());
    limits.found_good(&acme, now);
    limits.found_bad(&acme);
    assert!(!limits.knows(&acme));
    assert_eq!(welcome(&limits, &acme, "192.0.2.1", now), 3);
}

#[test]
fn past_its_limit_a_credential_is_refused_while_what_is_known_of_it_is_fresh() {
    let (limits, now) = (limits(), Instant::now());
    let acme = credential_of(CompanyId::draw());
    limits.found_good(&acme, now);
    assert_eq!(welcome(&limits, &acme, "192.0.2.1", now), 20);
    let wait = COMPANY.pace().token;
    let refused = request(&acme, "192.0.2.1");
    assert_eq!(limits.admit(&refused, now), Admission::TooFast(wait));
    assert_eq!(refused.visit.found(), Some(acme.company_id));
    let later = now + 2 * FRESH;
    for _ in 0..20 {
        let served = request(&acme, "192.0.2.1");
        assert_eq!(limits.admit(&served, later), Admission::Welcome);
    }
    let unsure = request(&acme, "192.0.2.1");
    assert_eq!(limits.admit(&unsure, later), Admission::AskFirst(wait));
    assert_eq!(unsure.visit.found(), None);
    // One asks for all.
    assert_eq!(limits.admit(&refused, later), Admission::TooFast(wait));
}

#[test]
fn addresses_are_charged_by_their_64() {
    let (limits, now) = (limits(), Instant::now());
    let knock = |address: &str| limits.knock(address.parse().unwrap(), now).is_ok();
    for address in ["2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:ff::3"] {
        assert!(knock(address));
    }
    assert!(!knock("2001:db8:1:2::4"));
    assert!(knock("2001:db8:1:3::1"));
    assert!((0..3).all(|_| knock("192.0.2.1")) && !knock("::ffff:192.0.2.1"));
}

#[test]
fn what_staff_and_other_servers_say_is_heard() {
    let (limits, now) = (limits(), Instant::now());
    let acme = credential_of(CompanyId::draw());
    limits.found_good(&acme, now);
    let own = Limit {
        per_second: 2,
        burst: 4,
    };
    limits.hear_staff([(acme.company_id, own)].into());
    assert_eq!(limits.standing(acme.company_id, now).limit, own);
    assert_eq!(welcome(&limits, &acme, "192.0.2.1", now), 4);
    // Half of what is asked is asked elsewhere: half of the limit is left here.
    let later = now + Duration::from_secs(60);
    limits.demand(Duration::from_secs(1));
    assert_eq!(welcome(&limits, &acme, "192.0.2.1", later), 4);
    limits.demand(Duration::from_secs(1));
    limits.hear_staff([].into());
    limits.hear_servers([(acme.company_id, 5)].into());
    let later = later + Duration::from_secs(60);
    assert_eq!(welcome(&limits, &acme, "192.0.2.1", later), 10);
    limits.hear_servers([].into());
    assert_eq!(limits.standing(acme.company_id, later).limit, COMPANY);
}

#[test]
fn a_flood_of_refusals_is_held_back_for_who_sends_it_alone() {
    let (limits, now) = (limits(), Instant::now());
    let stranger = Visit::from("192.0.2.9".parse::<IpAddr>().unwrap());
    let (acme, bolt) = (Visit::default(), Visit::default());
    acme.find(CompanyId::draw());
    bolt.find(CompanyId::draw());
    for visit in [&stranger, &acme] {
        for _ in 0..REFUSALS.burst {
            assert_eq!(limits.delay(visit, now), Duration::ZERO);
        }
        let mut longest = Duration::ZERO;
        for _ in 0..100_000 {
            let delay = limits.delay(visit, now);
            assert!(delay >= longest.max(REFUSALS.pace().token));
            longest = delay;
        }
        assert_eq!(longest, LONGEST_DELAY);
    }
    let neighbour = Visit::from("192.0.2.10".parse::<IpAddr>().unwrap());
    for visit in [&bolt, &neighbour] {
        assert_eq!(limits.delay(visit, now), Duration::ZERO);
    }
    let later = now + 3 * LONGEST_DELAY;
    assert_eq!(limits.delay(&acme, later), Duration::ZERO);
}
