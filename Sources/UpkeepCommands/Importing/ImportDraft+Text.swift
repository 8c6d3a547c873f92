import UpkeepEngine
import UpkeepKinds
import UpkeepSource

// How the values of other systems become values of manifests; each notes what has become of the setting.

extension ImportDraft {
    /// Text on one line of at most so many characters.
    mutating func line(_ node: Node?, limit: Int = 120) -> String? {
        guard let node, let source = readableText(of: node) else { return nil }
        let text = source.onOneLine
        guard !text.isEmpty else {
            ledger.leave(node, .notText)
            return nil
        }
        return settle(node, text, limit: limit)
    }

    /// Text of several lines of at most so many characters.
    mutating func paragraphs(_ node: Node?, limit: Int) -> String? {
        guard let node, let source = readableText(of: node) else { return nil }
        let text = source.onLines
        guard !text.isEmpty else {
            ledger.leave(node, .notText)
            return nil
        }
        return settle(node, text, limit: limit)
    }

    private mutating func readableText(of node: Node) -> String? {
        guard let text = node.string else {
            if node.shape != .scalar { ledger.leave(node, .notText) }
            return nil
        }
        if Secrets.stand(in: text) {
            ledger.leave(node, .secret)
            return nil
        }
        return text
    }

    /// Cuts a text and notes whether it is the one of the source.
    private mutating func settle(_ node: Node, _ text: String, limit: Int) -> String {
        let cut = text.cut(to: limit)
        if cut != text {
            ledger.leave(node, .cut)
        } else if replacesPlaceholders, Placeholders.stand(in: text) {
            ledger.leave(node, .keptPlaceholder)
        } else {
            ledger.carry(node)
        }
        return cut
    }

    /// An absolute web address.
    mutating func address(_ node: Node?) -> String? {
        guard let node, let text = node.string else { return nil }
        if let reason = Self.problem(ofAddress: text) {
            ledger.leave(node, reason)
            return nil
        }
        ledger.carry(node)
        return text
    }

    /// Why a text cannot be an address in a manifest; nil when it can.
    static func problem(ofAddress text: String) -> LeftReason? {
        if Placeholders.stand(in: text) { return .placeholder }
        if Secrets.stand(inAddress: text) { return .secret }
        let isShort = (8...2_048).contains(text.unicodeScalars.count)
        return isShort && PatternField.webAddress.problem(text) == nil ? nil : .notAddress
    }

    /// The logo of a page: Upkeep takes https, or a picture in the address itself.
    mutating func logo(_ node: Node?) -> String? {
        guard let node, let text = node.string else { return nil }
        if !text.hasPrefix("data:"), let reason = Self.problem(ofAddress: text) {
            ledger.leave(node, reason)
            return nil
        }
        guard Logo.length.contains(text.unicodeScalars.count), Logo.problem(text) == nil else {
            ledger.leave(node, .notAddress)
            return nil
        }
        ledger.carry(node)
        return text
    }

    /// A link at the end of a page, unless the page has as many as it can.
    mutating func addLink(
        _ label: Node?,
        or name: String = "Link",
        _ url: Node?,
        to page: Int
    ) {
        guard pages[page].links.count < ImportedPage.linkLimit else {
            ledger.leave(label, .tooMany)
            ledger.leave(url, .tooMany)
            return
        }
        guard let address = address(url) else {
            ledger.leave(label, .incomplete)
            return
        }
        pages[page].links.append((line(label, limit: 60) ?? name, address))
    }

    /// A host's name.
    mutating func hostName(_ node: Node?) -> String? {
        guard let node, let text = node.string else { return nil }
        if Placeholders.stand(in: text) {
            ledger.leave(node, .placeholder)
            return nil
        }
        guard text.utf8.count <= 253, PatternField.hostName.problem(text) == nil,
            !Secrets.stand(in: text)
        else {
            ledger.leave(node, .notHostName)
            return nil
        }
        ledger.carry(node)
        return text
    }

    /// A time zone.
    mutating func zone(_ node: Node?) -> Zone? {
        guard let node, let name = node.string else { return nil }
        if Placeholders.stand(in: name) {
            ledger.leave(node, .placeholder)
            return nil
        }
        guard let zone = name == Zone.utc.identifier ? .utc : zones.zone(name) else {
            ledger.leave(node, .notZone)
            return nil
        }
        ledger.carry(node)
        return zone
    }

    /// The time between two checks, in seconds, held to what Upkeep takes.
    mutating func interval(_ node: Node?, seconds: Int?) -> Seconds? {
        guard let node, !node.isVoid else { return nil }
        guard let seconds else {
            let isPlaceholder = Placeholders.stand(in: node.text)
            ledger.leave(node, isPlaceholder ? .placeholder : .notDuration)
            return nil
        }
        let held = max(10, min(seconds, 86_400))
        if held == seconds { ledger.carry(node) } else { ledger.leave(node, .changed) }
        return Seconds(held)
    }

    /// Notes a setting that is carried over only because it says what is so in Upkeep.
    ///
    /// Any other value is left for the reason.
    mutating func expect(_ node: Node?, _ isSo: (Node) -> Bool, else reason: LeftReason) {
        guard let node else { return }
        if isSo(node) { ledger.carry(node) } else { ledger.leave(node, reason) }
    }
}

extension String {
    /// The text with every run of spaces and line breaks as one space, and without what must not stand in a manifest.
    fileprivate var onOneLine: String {
        let words = unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }
        let kept = words.map { word in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: word.filter { !$0.isObeyed && $0.value != 0xFFFD })
            return String(view)
        }
        return kept.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The text without space at the ends of lines, and without what must not stand in a manifest.
    fileprivate var onLines: String {
        let all = unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = all.map { line in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: line.filter { $0 == "\t" || !$0.isObeyed })
            while let last = view.last, last == " " || last == "\t" { view.removeLast() }
            return String(view)
        }
        let kept = lines.drop { $0.isEmpty }
        let end = kept.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? kept.startIndex
        return kept[..<end].joined(separator: "\n")
    }

    /// The first so many characters, with a mark where there were more.
    fileprivate func cut(to limit: Int) -> String {
        if unicodeScalars.count <= limit { return self }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: unicodeScalars.prefix(limit - 1))
        while let last = view.last, last == " " || last == "\n" { view.removeLast() }
        return String(view) + "\u{2026}"
    }
}

extension ImportDraft {
    /// A truth value.
    mutating func flag(_ node: Node?) -> Bool? {
        guard let node, !node.isVoid else { return nil }
        guard let flag = node.boolean else {
            ledger.leave(node, Placeholders.stand(in: node.text) ? .placeholder : .unknown)
            return nil
        }
        ledger.carry(node)
        return flag
    }

    /// Labels, of a mapping's entries.
    mutating func labels(_ node: Node?) -> [String: String] {
        var labels: [String: String] = [:]
        guard let node, node.shape == .mapping else { return labels }
        for (key, value) in node.entries where !key.isRefused {
            guard Label.isName(key.text), !Secrets.stand(in: key.text),
                labels.count < ImportedMonitor.labelLimit
            else {
                ledger.leave(value, .tooMany)
                continue
            }
            if let text = line(value, limit: 256) { labels[key.text] = text }
        }
        return labels
    }
}
