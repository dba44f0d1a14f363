//! What is counted: nothing that says who.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The routes that are counted by themselves; all other requests are counted as `other`.
pub const ROUTES: [&str; 17] = [
    "/v1/hello",
    "/v1/invites",
    "/v1/accounts",
    "/v1/accounts/me",
    "/v1/auth/challenge",
    "/v1/auth/token",
    "/v1/keyring",
    "/v1/keyring/ack",
    "/v1/recovery/sheet",
    "/v1/spaces/{space}/changes",
    "/v1/spaces/{space}/records",
    "/v1/spaces/{space}/index",
    "/v1/spaces/{space}/acks",
    "/v1/spaces/{space}/purge",
    "/v1/wait",
    "/v1/pairing/{rendezvous}/{slot}",
    "other",
];

/// Upper ends of the classes of durations, in milliseconds.
const MILLIS: [u64; 10] = [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000];
/// First digits of the statuses that are counted.
const CLASSES: [&str; 3] = ["2xx", "4xx", "5xx"];

#[derive(Default)]
struct Route {
    classes: [AtomicU64; CLASSES.len()],
    durations: [AtomicU64; MILLIS.len()],
    millis: AtomicU64,
}

/// What is counted.
#[derive(Default)]
pub struct Metrics {
    routes: [Route; ROUTES.len()],
    /// Records that were stored.
    pub stored: AtomicU64,
    /// Pushed records that were in conflict.
    pub conflicts: AtomicU64,
    /// Records that were handed out.
    pub pulled: AtomicU64,
    /// Connections that are open.
    pub connections: AtomicU64,
    /// Connections that were turned away.
    pub turned_away: AtomicU64,
}

/// A connection, counted as open until this is let go of, also by a panic.
pub struct Open(Arc<Metrics>);

impl Open {
    /// Counts one more.
    #[must_use]
    pub fn new(metrics: &Arc<Metrics>) -> Self {
        add(&metrics.connections, 1);
        Self(Arc::clone(metrics))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Adds to a counter.
pub fn add(counter: &AtomicU64, amount: u64) {
    counter.fetch_add(amount, Ordering::Relaxed);
}

fn read(counter: &AtomicU64) -> u64 {
    counter.load(Ordering::Relaxed)
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, route: &str, status: u16, took: Duration) {
        let place = ROUTES.iter().position(|known| *known == route).unwrap_or(ROUTES.len() - 1);
        let route = &self.routes[place];
        let class = match status {
            ..400 => 0,
            400..500 => 1,
            _ => 2,
        };
        add(&route.classes[class], 1);
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        add(&route.millis, millis);
        if let Some(place) = MILLIS.iter().position(|end| millis < *end) {
            add(&route.durations[place], 1);
        }
    }

    /// All of it, as Prometheus reads it.
    #[must_use]
    pub fn write(&self, waiting: usize) -> String {
        let mut text = String::new();
        self.write_routes(&mut text);
        let counters = [
            ("records_stored_total", "counter", read(&self.stored)),
            ("records_in_conflict_total", "counter", read(&self.conflicts)),
            ("records_pulled_total", "counter", read(&self.pulled)),
            ("connections_turned_away_total", "counter", read(&self.turned_away)),
            ("connections", "gauge", read(&self.connections)),
            ("accounts_waiting", "gauge", waiting as u64),
        ];
        for (name, kind, value) in counters {
            let _ = writeln!(text, "# TYPE ukhwah_{name} {kind}\nukhwah_{name} {value}");
        }
        text
    }

    fn write_routes(&self, text: &mut String) {
        text.push_str("# TYPE ukhwah_requests_total counter\n");
        let answered = |route: &Route| route.classes.iter().map(read).sum::<u64>();
        let seen = || ROUTES.iter().zip(&self.routes).filter(|(_, route)| answered(route) > 0);
        for (name, route) in seen() {
            for (class, count) in CLASSES.iter().zip(&route.classes) {
                let count = read(count);
                let _ = writeln!(text, "ukhwah_requests_total{{route=\"{name}\",status=\"{class}\"}} {count}");
            }
        }
        text.push_str("# TYPE ukhwah_request_seconds histogram\n");
        for (name, route) in seen() {
            let mut sum = 0;
            for (end, count) in MILLIS.iter().zip(&route.durations) {
                sum += read(count);
                let (whole, part) = (end / 1_000, end % 1_000);
                let le = format!("{whole}.{part:03}");
                let _ = writeln!(text, "ukhwah_request_seconds_bucket{{route=\"{name}\",le=\"{le}\"}} {sum}");
            }
            let (count, millis) = (answered(route), read(&route.millis));
            let (whole, part) = (millis / 1_000, millis % 1_000);
            let _ = writeln!(text, "ukhwah_request_seconds_bucket{{route=\"{name}\",le=\"+Inf\"}} {count}");
            let _ = writeln!(text, "ukhwah_request_seconds_sum{{route=\"{name}\"}} {whole}.{part:03}");
            let _ = writeln!(text, "ukhwah_request_seconds_count{{route=\"{name}\"}} {count}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_panics_is_open_no_longer() {
        let metrics = Arc::default();
        let panics = || -> () {
            let _open = Open::new(&metrics);
            panic!("as told");
        };
        assert!(std::panic::catch_unwind(panics).is_err());
        assert_eq!(read(&metrics.connections), 0);
    }

    #[test]
    fn an_answer_is_in_every_class_that_is_as_long() {
        let metrics = Metrics::default();
        metrics.answered("/v1/hello", 200, Duration::from_millis(7));
        metrics.answered("/of/nobody", 404, Duration::from_secs(60));
        let text = metrics.write(3);
        for line in [
            "ukhwah_requests_total{route=\"/v1/hello\",status=\"2xx\"} 1",
            "ukhwah_request_seconds_bucket{route=\"/v1/hello\",le=\"0.005\"} 0",
            "ukhwah_request_seconds_bucket{route=\"/v1/hello\",le=\"0.010\"} 1",
            "ukhwah_request_seconds_bucket{route=\"other\",le=\"5.000\"} 0",
            "ukhwah_request_seconds_bucket{route=\"other\",le=\"+Inf\"} 1",
            "ukhwah_request_seconds_sum{route=\"other\"} 60.000",
            "ukhwah_accounts_waiting 3",
        ] {
            assert!(text.lines().any(|written| written == line), "{line} is not in:\n{text}");
        }
    }
}
