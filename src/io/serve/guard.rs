//! Who may ask. A preview holds what is not yet published, so a page of somebody else, open in the same browser, must not read it:
//! neither under a name that it made point to this machine (DNS rebinding), nor from its own origin.

use std::net::IpAddr;

use super::http::Request;

/// The names under which this server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guard {
    /// The host that was asked for.
    pub host: String,
    /// The address that came of it.
    pub address: IpAddr,
}

impl Guard {
    /// Why a request is refused: status and sentence; `None`: it is not.
    pub(super) fn refuses(&self, request: &Request) -> Option<(u16, &'static str)> {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Some((405, "A preview answers GET and HEAD only."));
        }
        let Some(host) = request.host.as_deref() else {
            return Some((400, "The request names no host."));
        };
        if !self.is_ours(host) {
            return Some((403, "This preview does not answer under that name. Use localhost, or the host given with --host."));
        }
        let is_own = |origin: &str| origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host));
        if request.origin.as_deref().is_some_and(|origin| !is_own(origin)) {
            return Some((403, "This preview does not answer pages of other sites."));
        }
        None
    }

    /// Whether an authority (`localhost:4000`, `[::1]:4000`) is one of this server's. A number cannot be made to point elsewhere, so on
    /// a server that listens everywhere each is one.
    fn is_ours(&self, authority: &str) -> bool {
        let name = name_of(authority).trim_end_matches('.').to_ascii_lowercase();
        if let Ok(address) = name.parse::<IpAddr>() {
            return address.is_loopback() || address == self.address || self.address.is_unspecified();
        }
        name == "localhost" || name.ends_with(".localhost") || name == self.host.trim_end_matches('.').to_ascii_lowercase()
    }
}

/// The host of an authority, without port and brackets.
fn name_of(authority: &str) -> &str {
    if let Some(rest) = authority.strip_prefix('[') {
        return rest.split(']').next().unwrap_or_default();
    }
    authority.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Guard, Request};

    fn check(bound: (&str, &str), host: Option<&str>, origin: Option<&str>, expected: Option<u16>) {
        let guard = Guard { host: bound.0.into(), address: bound.1.parse().expect("an address of the test") };
        let request =
            Request { method: "GET".into(), target: "/".into(), host: host.map(str::to_owned), origin: origin.map(str::to_owned) };
        assert_eq!(guard.refuses(&request).map(|(status, _)| status), expected, "{bound:?} {host:?} {origin:?}");
    }

    #[test]
    fn only_names_of_this_machine() {
        let here = ("127.0.0.1", "127.0.0.1");
        for host in ["localhost", "localhost:4000", "LOCALHOST:1", "127.0.0.1:4000", "[::1]:4000", "portal.localhost:4000", "localhost."] {
            check(here, Some(host), None, None);
        }
        for host in ["evil.example:4000", "localhost.evil.example", "192.168.0.7:4000", "", "127.0.0.1.evil.example", "0.0.0.0"] {
            check(here, Some(host), None, Some(403));
        }
        check(here, None, None, Some(400));
        let everywhere = ("0.0.0.0", "0.0.0.0");
        check(everywhere, Some("192.168.0.7:4000"), None, None);
        check(everywhere, Some("evil.example:4000"), None, Some(403));
        check(("portal.lan", "192.168.0.7"), Some("portal.lan:4000"), None, None);
    }

    #[test]
    fn only_pages_of_its_own() {
        let here = ("127.0.0.1", "127.0.0.1");
        check(here, Some("localhost:4000"), Some("http://localhost:4000"), None);
        for origin in ["http://evil.example", "null", "http://localhost:5000", "http://127.0.0.1:4000", ""] {
            check(here, Some("localhost:4000"), Some(origin), Some(403));
        }
    }

    #[test]
    fn only_reading() {
        let guard = Guard { host: "127.0.0.1".into(), address: "127.0.0.1".parse().expect("an address of the test") };
        for (method, expected) in [("GET", None), ("HEAD", None), ("POST", Some(405)), ("OPTIONS", Some(405)), ("get", Some(405))] {
            let request = Request { method: method.into(), host: Some("localhost".into()), ..Request::default() };
            assert_eq!(guard.refuses(&request).map(|(status, _)| status), expected, "{method}");
        }
    }
}
