import Glibc
import Testing

/// Where manifests come from: commits, their signatures, and the branches that they are on.
@Suite struct ProvenanceTests {
    /// A repository: a page on `main`, applied, and a monitor on the branch `topic`, which is checked out.
    private func repository() throws -> Sandbox {
        let sandbox = try Sandbox()
        try git(
            sandbox,
            """
            git init -q -b main .
            mkdir status
            printf '.upkeep/\\n' > .gitignore
            printf 'status_pages:\\n  acme: {name: Acme}\\n' > status/page.yaml
            git add . && git commit -qm one
            "$UPKEEP" apply status
            git checkout -qb topic
            printf 'monitors:\\n  api: {name: API, type: heartbeat, status_page: acme}\\n' > status/m.yaml
            git add . && git commit -qm two
            """
        )
        return sandbox
    }

    @discardableResult
    private func git(_ sandbox: Sandbox, _ lines: String) throws -> Outcome {
        let identity = ["AUTHOR", "COMMITTER"].map {
            "export GIT_\($0)_NAME=Ada GIT_\($0)_EMAIL=ada@acme.example\n"
        }
        let outcome = try sandbox.shell("set -e\n" + identity.joined() + lines)
        try #require(outcome.status == 0, "\(outcome)")
        return outcome
    }

    /// Whether the history in a folder tells who wrote the commit that was applied.
    private func tellsAuthor(_ sandbox: Sandbox, _ folder: String) throws -> Bool {
        try sandbox.text("\(folder)/history.jsonl").contains("Ada <ada@acme.example>")
    }

    @Test func aPreviewAgainstABranchShowsWhatTheBranchChanges() throws {
        let sandbox = try repository()
        let plan = try sandbox.upkeep("plan", "status", "--base", "main", "--format", "json")
        let branch = try #require(try JSON.object(plan.output)["branch"] as? [String: Any])
        #expect(branch["ahead"] as? Int == 1 && branch["behind"] as? Int == 0)
        let changes = try #require(branch["changes"] as? [[String: Any]])
        #expect(changes.count == 1 && changes[0]["file"] as? String == "status/m.yaml")
    }

    @Test func aBranchThatIsBehindIsToldSo() throws {
        let sandbox = try repository()
        try git(
            sandbox,
            """
            git checkout -q main
            printf 'status_pages:\\n  acme: {name: Acme Inc}\\n' > status/page.yaml
            git commit -qam three && "$UPKEEP" apply status && git checkout -q topic
            """
        )
        let text = try sandbox.upkeep("plan", "status", "--base", "main").output
        #expect(text.hasPrefix("Branch against main (since "))
        #expect(text.contains("This branch is 1 commit behind main"))
        let parts = text.split(separator: "Plan for ")
        #expect(!parts[0].contains("status_page/acme") && parts[1].contains("Acme Inc -> Acme"))
    }

    @Test func aBaseThatIsNotThereIsAClearError() throws {
        let outcome = try repository().upkeep("plan", "status", "--base", "nowhere")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("nowhere: git knows no such commit here"))
        let outside = try Sandbox(Sample.tree).upkeep("plan", "--base", "main")
        #expect(outside.status == 1 && outside.errors.contains("not in a git checkout"))
    }

    @Test("An apply for which there are too few files to run git knows less, and goes on")
    func withoutFilesForGitLessIsKnown() throws {
        let sandbox = try repository()
        for limit in [12, 16, 20, 64] {
            let outcome = try sandbox.shell(
                "ulimit -n \(limit); \"$UPKEEP\" apply status --state \(limit)/state.json"
            )
            #expect(outcome.status == 0, "with \(limit) files: \(outcome)")
        }
        #expect(try !tellsAuthor(sandbox, "12") && tellsAuthor(sandbox, "64"))
    }

    @Test(
        "An apply for which there are too few threads to run git knows less, and goes on",
        .enabled(if: getuid() == 0, "only root can become somebody who has no processes yet")
    )
    func withoutThreadsForGitLessIsKnown() throws {
        let sandbox = try repository()
        try git(sandbox, "cp \"$UPKEEP\" upkeep; chmod -R a+rwX .")
        let other = "setpriv --reuid 54321 --regid 54321 --clear-groups"
        for limit in [1, 3, 5, 7, 9, 64] {
            let outcome = try sandbox.shell(
                "\(other) prlimit --nproc=\(limit) ./upkeep apply status --state \(limit)/state.json"
            )
            #expect(outcome.status == 0, "with \(limit) threads: \(outcome)")
        }
        #expect(try !tellsAuthor(sandbox, "1") && tellsAuthor(sandbox, "64"))
    }

    @Test func anApplyRecordsWhereItComesFrom() throws {
        let sandbox = try repository()
        let variables = ["CI_PIPELINE_URL": "https://ci.example/7"]
        #expect(try sandbox.start(["apply", "status"], variables: variables).wait().status == 0)
        let history = try sandbox.upkeep(
            "state",
            "history",
            "--state",
            "status/.upkeep/state.json",
            "--format",
            "json"
        )
        let entries = try JSON.list(history.output)
        let entry = try #require(entries.first)
        let source = try #require(entry["source"] as? [String: Any])
        #expect(source["author"] as? String == "Ada <ada@acme.example>")
        #expect(source["branch"] as? String == "topic")
        #expect(source["dirty"] as? Bool == false)
        #expect(source["pipeline"] as? String == "https://ci.example/7")
    }

    @Test(arguments: ["echo '#' >> status/m.yaml", "rm status/m.yaml", "touch status/new.yaml"])
    func onlyWhatWasCommittedIsClean(_ change: String) throws {
        let sandbox = try repository()
        let plan = ["plan", "status", "--require-clean"]
        #expect(try sandbox.start(plan).wait().status == 0)
        try git(sandbox, change)
        let outcome = try sandbox.start(plan).wait()
        #expect(outcome.status == 4 && outcome.errors.contains("error[not-committed]"))
        #expect(try sandbox.upkeep("apply", "status", "--require-clean").status == 4)
    }

    @Test func onlyAnAllowedSignerCounts() throws {
        let sandbox = try repository()
        try git(
            sandbox,
            """
            for key in ada eve; do
                ssh-keygen -q -t ed25519 -N '' -f $key -C $key
                echo "ada@acme.example $(cut -d' ' -f1,2 $key.pub)" > $key.signers
            done
            """
        )
        let plan = ["plan", "status", "--require-signed"]
        let unsigned = try sandbox.start(plan + ["ada.signers"]).wait()
        #expect(unsigned.status == 4 && unsigned.errors.contains("error[not-signed]"))
        try git(
            sandbox,
            "git -c gpg.format=ssh -c user.signingkey=\"$PWD/ada\" commit -q --allow-empty -S -m signed"
        )
        #expect(try sandbox.start(plan + ["ada.signers"]).wait().status == 0)
        #expect(try sandbox.start(plan + ["eve.signers"]).wait().status == 4)
        // A repository that names its own program for verifying gets nowhere.
        try git(
            sandbox,
            "git config gpg.ssh.program /bin/true; git config gpg.ssh.allowedSignersFile \"$PWD/ada.signers\""
        )
        #expect(try sandbox.start(plan + ["eve.signers"]).wait().status == 4)
    }
}
