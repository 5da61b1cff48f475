#!/bin/sh
# Called by Dovecot with the percentage that was crossed and the address. Writes one letter in English
# and French and files it past the quota, which would refuse it just when it matters.
set -eu
percent=$1
address=$2

/usr/lib/dovecot/dovecot-lda -c {{home}}/dovecot/dovecot.conf -d "$address" \
  -o 'plugin/quota=count:User quota:noenforcing' \
  -o log_path=/dev/stderr -o info_log_path=/dev/null <<LETTER
From: Mail system <postmaster@${address##*@}>
To: $address
Subject: Your mailbox is $percent % full / =?utf-8?q?Votre_bo=C3=AEte_est_pleine_=C3=A0?= $percent %
Date: $(LC_ALL=C date -R)
Message-ID: <quota-$(date +%s)-$$@${address##*@}>
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Hello,

Your mailbox $address is now more than $percent % full. When it is full, new mail
will be refused and its senders will be told so. You can make room in the webmail, under
Settings, Storage: it shows which folders, senders and years take the most space.

----

Bonjour,

Votre boîte $address est maintenant remplie à plus de $percent %. Une fois pleine,
elle refusera les nouveaux messages et leurs expéditeurs en seront avertis. Vous pouvez
faire de la place dans le webmail, sous Paramètres, Stockage : on y voit quels dossiers,
quels expéditeurs et quelles années prennent le plus de place.
LETTER
