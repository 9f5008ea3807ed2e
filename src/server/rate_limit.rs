//! The headers that say how fast a company may go on: those of the IETF's draft on rate limits.

use poem::http::{HeaderMap, HeaderName, HeaderValue};

use crate::fairness::Standing;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Says how a company stands: a quota of one burst, in the window in which it comes back.
pub(super) fn tell(standing: &Standing, headers: &mut HeaderMap) {
    let burst = standing.limit.burst;
    let window = burst.div_ceil(standing.limit.per_second.max(1)).max(1);
    let full_in = standing.full_in;
    let seconds = full_in.as_secs() + u64::from(full_in.subsec_nanos() > 0);
    let told = [
        (POLICY, format!("\"default\";q={burst};w={window}")),
        (
            LIMIT,
            format!("\"default\";r={};t={seconds}", standing.remaining),
        ),
    ];
    for (name, value) in told {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    }
}
