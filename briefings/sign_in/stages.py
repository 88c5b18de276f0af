from allauth.mfa.stages import AuthenticateStage

from briefings.permissions import is_vouched_for
from briefings.sign_in.proofs import proofs_of


class SecondFactor(AuthenticateStage):
    """Asked of whoever has one, unless the office's directory asked already."""

    def handle(self) -> tuple:
        if is_vouched_for(proofs_of(self.request, self.login.user)):
            return None, True
        return super().handle()
