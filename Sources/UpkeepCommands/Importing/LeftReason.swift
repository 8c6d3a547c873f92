/// Why a setting is not in the manifest; all wording of it.
struct LeftReason: Hashable {
    /// A clause that tells it.
    let text: String

    private init(_ text: String) { self.text = text }
}

// What no system of the kind of Upkeep's has.
extension LeftReason {
    static let unknown = LeftReason("Upkeep has nothing like it")
    static let alerting = LeftReason("Upkeep sends no alerts; integrations read its API")
    static let operation = LeftReason("it is about how the other program runs")
    static let check = LeftReason("how a check is made or judged is not declared in Upkeep")
    static let location = LeftReason("where checks are made from is not declared in Upkeep")
    static let look = LeftReason("Upkeep's pages have one look, with a logo, an accent and links")
    static let wording = LeftReason("the words of Upkeep's pages are its own")
    static let access = LeftReason(
        "who may see a page is a matter of what stands before the server"
    )
    static let record = LeftReason("Upkeep keeps records of its own")
    static let identity = LeftReason("Upkeep makes an id of the name")
    static let secret = LeftReason(
        "it is a secret, or could hold one, and manifests are public to their readers"
    )
}

// What Upkeep has, but not in this form.
extension LeftReason {
    static let monitorType = LeftReason(
        "Upkeep has no monitor of this type; its component is there"
    )
    static let withoutMonitor = LeftReason("there is no monitor that it would belong to")
    static let placeholder = LeftReason(
        "it holds a placeholder, and manifests have neither variables nor templates"
    )
    static let keptPlaceholder = LeftReason(
        "it holds a placeholder, which stands in the manifest as it is written: fill it in"
    )
    static let notAddress = LeftReason("it is no web address that Upkeep takes")
    static let notHostName = LeftReason("it is no host name")
    static let notZone = LeftReason("it is no time zone of the IANA database")
    static let notDuration = LeftReason("it is no length of time that can be told")
    static let notTime = LeftReason("it is no time that can be told")
    static let notText = LeftReason("no text is left of it")
    static let cut = LeftReason("it was cut to what Upkeep takes")
    static let changed = LeftReason("it was changed to the nearest that Upkeep takes")
    static let tooMany = LeftReason("there are more than Upkeep takes")
    static let serverZone = LeftReason(
        "the zone of that server is not known, and UTC was taken: check the times"
    )
    static let name = LeftReason("a page has one name, and another one was taken")
    static let over = LeftReason("it is over, and Upkeep announces nothing that is")
    static let schedule = LeftReason("Upkeep's maintenances do not recur like this")
    static let nobody = LeftReason("it refers to something that is not there")
    static let status = LeftReason(
        "in Upkeep only incidents and maintenances change a component's status"
    )
    static let heading = LeftReason("a group of components is a heading, and nothing more")
    static let domain = LeftReason("the domain is the other system's")
    static let oneMessage = LeftReason("a maintenance has one message, which is written beforehand")
    static let incomplete = LeftReason("what it belongs to lacks something that it needs")
    static let template = LeftReason("it is a template, and not what the template makes")
    static let twice = LeftReason("the same stands elsewhere, and that was taken")
}
