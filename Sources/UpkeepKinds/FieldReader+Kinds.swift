import UpkeepEngine

// The fields that several kinds share.

extension FieldReader {
    mutating func statusPage() -> String {
        required("status_page", .reference(to: StatusPage.kind), "Where it is shown.")
    }

    mutating func components(of page: String, _ help: String) -> Set<String> {
        collection("components", .set(.part("component", of: page), count: 0...500), help)
    }

    mutating func monitors(_ help: String) -> Set<String> {
        collection("monitors", .set(.reference(to: Monitor.kind), count: 0...1_000), help)
    }
}
