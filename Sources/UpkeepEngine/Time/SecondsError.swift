/// Why a text is not a duration.
package enum SecondsError: Error, Hashable, Sendable {
    case empty
    /// A number without a unit behind it: the `30` of `1h30`.
    case missingUnit(number: String)
    /// Something stands where a number belongs: the `-` of `-5m`, the `h` of `h`.
    case missingNumber(before: String)
    /// Letters or signs behind a number that are none of `w`, `d`, `h`, `m`, `s`: the `min` of
    /// `5min`.
    case unknownUnit(String)
    /// A larger unit behind a smaller one: the `h` of `30m1h`.
    case wrongOrder(unit: String, after: String)
    /// The same unit twice in a row: the second `m` of `1m2m`.
    case repeatedUnit(String)
    /// More seconds than an `Int` holds.
    case tooLarge
}
