import ArgumentParser

/// What has to be known about where the manifests come from, and what is recorded of it.
struct ProvenanceOptions: ParsableArguments {
    @Flag(help: "Refuse manifests that are not as the commit that is checked out has them.")
    var requireClean = false

    @Option(
        help: .init(
            "Refuse a commit that is not signed by one of the signers in this file (ssh-keygen's ALLOWED SIGNERS), and manifests that are not those of the commit.",
            valueName: "file"
        ),
        completion: .file()
    )
    var requireSigned: String?

    @Option(
        help: .init(
            "Where the run of the pipeline can be looked at, for the history (default: what the CI system says).",
            valueName: "url"
        )
    )
    var pipelineURL: String?

    func validate() throws {
        if requireSigned == "" {
            throw ValidationError("--require-signed takes the name of a file.")
        }
        if let pipelineURL, !(1...2_048).contains(pipelineURL.utf8.count) {
            throw ValidationError("--pipeline-url takes at most 2,048 bytes.")
        }
    }

    /// The options as they can be written again.
    var arguments: [String] {
        (requireClean ? ["--require-clean"] : [])
            + (requireSigned.map { ["--require-signed", $0] } ?? [])
    }

    /// Where the run of a pipeline can be looked at; nil outside of one.
    ///
    /// The names are those of GitHub Actions, GitLab CI, Jenkins, CircleCI, Buildkite, Woodpecker and Drone.
    func pipeline(_ variables: [String: String]) -> String? {
        if let pipelineURL { return pipelineURL }
        if let server = variables["GITHUB_SERVER_URL"],
            let repository = variables["GITHUB_REPOSITORY"], let run = variables["GITHUB_RUN_ID"]
        {
            return "\(server)/\(repository)/actions/runs/\(run)"
        }
        let names = [
            "CI_PIPELINE_URL", "BUILD_URL", "CIRCLE_BUILD_URL", "BUILDKITE_BUILD_URL",
            "DRONE_BUILD_LINK",
        ]
        return names.lazy.compactMap { variables[$0] }.first { (1...2_048).contains($0.utf8.count) }
    }
}
