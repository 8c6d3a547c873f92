import UpkeepEngine

/// What can be asked for beside the newest state itself; where it is kept, the server does not know.
package struct Archive: Sendable {
    /// What has come of looking for a former state.
    package enum Finding: Sendable {
        /// The state, and the moment at which another one took its place.
        case found(Snapshot, until: Instant)
        case notKept
        /// Former states are read only now and then, since whoever asks for them makes others wait.
        case tooBusy
    }

    /// Makes the file of the copy of a state that can be given away; nil where none is offered.
    let publish: (@Sendable (State) -> [UInt8])?
    /// Finds a former state by its serial.
    let former: @Sendable (Int) -> Finding

    package init(
        publish: (@Sendable (State) -> [UInt8])? = nil,
        former: @escaping @Sendable (Int) -> Finding = { _ in .notKept }
    ) {
        self.publish = publish
        self.former = former
    }
}
