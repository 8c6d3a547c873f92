import UpkeepKeys

/// Finds what must not be written into a manifest, by its form or by where it stands.
enum Secrets {
    /// Whether a text for people holds a key of Upkeep's.
    static func stand(in text: String) -> Bool { !KeyFormat.ranges(in: Array(text.utf8)).isEmpty }

    /// Whether a web address holds a secret: a password, a parameter that is called like one, or the address of a webhook,
    /// which is one as a whole.
    static func stand(inAddress address: String) -> Bool {
        if stand(in: address) { return true }
        let rest = address.drop { $0 != "/" }.drop { $0 == "/" }
        if rest.prefix(while: { !"/?#".contains($0) }).contains("@") { return true }
        if webhooks.contains(where: { rest.lowercased().hasPrefix($0) }) { return true }
        let parameters = rest.drop { $0 != "?" && $0 != "#" }.dropFirst()
        return parameters.split(whereSeparator: { "&;?#".contains($0) }).contains { parameter in
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { return false }
            let name = parts[0].lowercased().filter { $0.isLetter }
            return names.contains(name) || endings.contains { name.hasSuffix($0) }
        }
    }

    private static let webhooks = [
        "hooks.slack.com/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
        "api.telegram.org/bot", "hc-ping.com/", "hchk.io/",
    ]
    private static let names: Set = [
        "auth", "authorization", "code", "jwt", "key", "pass", "pat", "pwd", "sas", "sig",
    ]
    private static let endings = [
        "apikey", "accesskey", "password", "passwd", "secret", "signature", "token", "credential",
        "credentials",
    ]
}
