extension Performance {
    /// Applies a fault of the signer to the performance; faults of tempo and of the recording change nothing
    /// here.
    mutating func apply(_ fault: Fault, of profile: SignerProfile) {
        switch fault {
        case .wrongHandshape(let shape, let role):
            changeShapes(of: role) { $0 = shape }
        case .curledFinger(let finger, let role):
            changeShapes(of: role) { $0.bend(finger) }
        case .straightFinger(let finger, let role):
            changeShapes(of: role) { $0.straighten(finger) }
        case .turnedPalm(let degrees, let role):
            let turn = Rotation(degrees: degrees, about: Vector3(0, 1, 0))
            changeKeys(of: role) { $0.pose.rotation = $0.pose.rotation * turn }
        case .shifted(let way, let role):
            let arm = ArmModel(profile)
            changeKeys(of: role) {
                $0.pose.wrist = arm.reachable($0.pose.wrist + way * profile.shoulderWidth)
            }
        case .scaledMovement(let factor):
            scaleMovement(of: \.dominant, by: factor)
            if isTwoHanded { scaleMovement(of: \.other, by: factor) }
        case .idleHand(let role):
            if role.includesDominant { idle(\.dominant) }
            if role.includesOther { idle(\.other) }
        case .standingStill:
            idle(\.dominant)
            idle(\.other)
            head.spans = []
        case .tempo, .unseenHand, .unsaidMirror, .noHands, .noise, .reversed: break
        }
    }

    private mutating func changeKeys(of role: HandRole, _ change: (inout TrackKey) -> Void) {
        if role.includesDominant {
            for place in dominant.keys.indices where dominant.keys[place].isSign {
                change(&dominant.keys[place])
            }
        }
        if role.includesOther {
            for place in other.keys.indices where other.keys[place].isSign {
                change(&other.keys[place])
            }
        }
    }

    private mutating func changeShapes(of role: HandRole, _ change: (inout Handshape) -> Void) {
        changeKeys(of: role) { key in
            change(&key.pose.shape)
            if let oscillation = key.oscillation, case .squeeze(var shape) = oscillation.kind {
                change(&shape)
                key.oscillation?.kind = .squeeze(shape)
            }
        }
    }

    private mutating func scaleMovement(of hand: WritableKeyPath<Performance, HandTrack>, by factor: Double) {
        guard let first = self[keyPath: hand].keys.first(where: \.isSign) else { return }
        for place in self[keyPath: hand].keys.indices where self[keyPath: hand].keys[place].isSign {
            self[keyPath: hand].keys[place].scaleMovement(by: factor, about: first.pose.wrist)
        }
    }

    private mutating func idle(_ hand: WritableKeyPath<Performance, HandTrack>) {
        guard let rest = self[keyPath: hand].keys.first else { return }
        self[keyPath: hand].keys = [rest]
    }
}

extension Handshape {
    mutating func bend(_ finger: Finger) {
        if finger == .thumb { thumb = .across } else { self[finger] = .curled }
    }

    mutating func straighten(_ finger: Finger) {
        if finger == .thumb { thumb = .out } else { self[finger] = .extended }
    }
}
