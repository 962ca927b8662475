"""A text in another language is named as such and as nothing else; terse English never is."""

import pytest

from ksb_mapper import LanguageRule, Verdict, check_language

ANOTHER = [
    "Am învățat foarte mult din acest proiect. M-am simțit mândru de rezultat și data viitoare aș face altfel.",
    "Am instalat serverul nou si am testat copia de siguranta impreuna cu colegii mei.",
    "Tôi đã cài đặt máy chủ mới và kiểm tra bản sao lưu.",
    "Aš įdiegiau naują serverį ir patikrinau atsarginę kopiją. Jaučiausi gerai.",
    "Uruchomiłem nowy serwer w piwnicy i sprawdziłem kopię zapasową.",
    "Nauczyłem się bardzo dużo. Następnym razem zrobię to inaczej.",
    "Zainstalowalem nowy serwer i podlaczylem go do sieci.",
    "Dysgais i lawer o'r prosiect hwn.",
    "Gosodais y gweinydd newydd yn yr islawr. Roedd y copi wrth gefn yn gweithio.",
    "Yeni sunucuyu kurdum ve ağa bağladım. Daha sonra yedeği test ettim.",
    "Telepítettem az új szervert a pincében. Utána ellenőriztem a mentést, és minden működött.",
    "Nainstaloval jsem nový server ve sklepě. Potom jsem zkontroloval zálohu.",
    "Waxaan rakibay server-ka cusub. Kadib waxaan tijaabiyay kaydka oo wuu shaqeeyay.",
    "Я установил новый сервер в подвале и проверил копию сегодня.",
    "Установил новый сервер.",
    "我安装了新的服务器并测试了备份。",
    "新しいサーバーを設置してバックアップを確認しました。",
    "मैंने नया सर्वर लगाया और बैकअप की जाँच की।",
    "ਮੈਂ ਨਵਾਂ ਸਰਵਰ ਲਗਾਇਆ",
    "Εγκατέστησα τον νέο διακομιστή.",
    "Ich habe den neuen Server installiert und getestet.",
    "Beim nächsten Mal würde ich das anders machen.",
    "J'ai beaucoup appris pendant ce projet et je suis fier du résultat.",
    "Aprendí mucho con este proyecto y la próxima vez lo haría de otra manera.",
    "Ho imparato molto da questo progetto e la prossima volta farei diversamente.",
    "Aprendi muito com este projeto e da próxima vez faria diferente.",
    "Ik heb veel geleerd van dit project en was trots op het resultaat.",
    "Jeg lærte meget af projektet, og næste gang vil jeg gøre det anderledes.",
    "Jag installerade den nya servern och testade säkerhetskopian.",
    "Jeg installerte den nye serveren og testet sikkerhetskopien.",
    "Asensin uuden palvelimen ja testasin varmuuskopion, mutta se ei toiminut.",
    "Ma paigaldasin uue serveri ja kontrollisin varukoopiat, aga see ei töötanud.",
    "Es uzstādīju jauno serveri un pārbaudīju rezerves kopiju.",
    "Instalirao sam novi server i provjerio sigurnosnu kopiju.",
    "Unë instalova serverin e ri dhe kontrollova kopjen rezervë.",
    "Nilisakinisha seva mpya na kukagua nakala ya data katika chumba cha chini.",
    "Main ne naya server lagaya aur phir backup check kiya.",
    "Saya memasang server baru dan menguji cadangan dengan tim.",
    "Inayos ko ang server at sinubukan ang backup sa opisina.",
    "Mo fi server tuntun sí inú ilé mo sì ṣàyẹ̀wò rẹ̀.",
    "Nainštaloval som nový server a skontroloval zálohu.",
    "Chuir mé an freastalaí nua isteach agus bhí sé ag obair.",
    "Я встановив новий сервер.",
    "من سرور جدید را نصب کردم.",
    "Zainstalowałem nowy switch Cisco 2960 i ustawiłem VLAN 10 oraz VLAN 20. Potem przetestowałem failover.",
]
ENGLISH = [
    "Ran ipconfig /release, ipconfig /renew, ping 8.8.8.8, tracert, nslookup.",
    "show ip int brief; conf t; int gi0/1; switchport mode access; no shut",
    "Cisco ASA 5506, LAN, DMZ, WAN, VPN",
    "sudo apt install nginx certbot ufw fail2ban",
    "Zoë Müller, Łukasz Żak, José García, Siân Ó Briain",
    "Crème brûlée, pâté, sauté potatoes, jalapeño poppers, crème fraîche",
    "La Marzocco, De'Longhi Dedica, Le Creuset, El Jimador",
    "Windows Server 2019 Datacenter, Hyper-V, DNS, DHCP, AD DS",
    "Ticket closed. User happy. Printer online.",
    "Rebooted router. Checked lights. Rang BT.",
    "Kanban board updated daily",
    "VLAN 10 sales\nVLAN 20 voice\nVLAN 30 guest",
    "Name | Role | Device\nAnna | Sales | Dell 5420\nOmar | HR | HP 840",
    "mkdir build && cd build && cmake .. && make -j4",
    "kubectl get pods -n kube-system -o wide",
    "Fitted Daikin FTXM35R, Siemens LOGO!, Schneider Acti9, Wago 221",
    "Replaced PSU, RAM, SSD, fan. Tested OK.",
    "git add . git commit git push origin main",
    "The sign read “Bitte nicht stören” and the guest had hung it on the door, so I left the room and noted it.",
    "A customer wrote “Mein Konto ist gesperrt und ich kann mich nicht anmelden, bitte helfen Sie mir.” "
    "I used the translation that the desk provides, unlocked her account and sent her the reset link in ten minutes.",
    "I translated the leaflet into Polish: “Proszę nie otwierać drzwi.” and "
    "put it beside the English one on the door of the server room.",
    "La Liga fixtures imported, El Clasico tile added, Serie A feed removed",
    "Café, naïve, résumé, façade, fiancé",
    "Sage 50, Xero, QuickBooks, IRIS, BrightPay",
    "pH 7.2, conductivity 450 µS/cm, turbidity 0.8 NTU",
    "Dulux Trade Vinyl Matt, Zinsser Bulls Eye, Ronseal, Cuprinol",
    "MOT, ABS, ECU, DPF, EGR, OBD",
    "Mise en place, julienne, brunoise, chiffonade, roux, jus",
    "Allergens: œufs, lait, blé",
    "docker run -d -p 8080:80 --name web nginx:latest",
    "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run",
    "Baku, Łódź, Kraków, İzmir, Malmö, Århus",
    "Dr. Oetker, Löwenbräu, Häagen-Dazs, Citroën, Škoda, Nestlé",
    "DNS A record, MX, TXT, SPF, DKIM, DMARC",
    "Swapped fuser, cleaned rollers, printed test page, closed call",
    "Added user, reset MFA, assigned E3 licence",
    "Pip install pandas numpy scipy matplotlib",
    "Δt 12 K, ΔP 30 kPa, η 0.94, λ 0.022",
    "α β γ δ",
    "Na, Mg, Al, Si, K, Ca",
    "Haus of Hair: balayage, ombré, chignon, updo",
    "en de fr es it pt pl ro cs hu locales added",
    "Locale codes tested: da, de, en, es, et, fi, fr, hr, hu, is, it, lt, lv",
    "Halal, kosher, vegan, gluten free, nut free",
]


@pytest.mark.parametrize("text", ANOTHER)
def test_another_language_is_named_and_nothing_is_read_out_of_it(text):
    for kind in ("evidence", "witness", "report"):
        report = check_language(text, kind)

        assert (report.verdict, report.score) == (Verdict.RECORD, 0.0)
        assert [finding.rule for finding in report.findings] == [LanguageRule.NOT_ENGLISH]


@pytest.mark.parametrize("text", ENGLISH)
def test_terse_english_lists_commands_and_names_are_not_called_another_language(text):
    for kind in ("evidence", "report"):
        assert LanguageRule.NOT_ENGLISH not in {
            finding.rule for finding in check_language(text, kind).findings
        }


def test_a_phone_number_is_still_found_in_another_language():
    findings = check_language("Zadzwoniłem do niego na 07700 900418 i zapytałem o nowy serwer.").findings

    assert [finding.rule for finding in findings] == [LanguageRule.NOT_ENGLISH, LanguageRule.PERSONAL_DATA]


def test_a_text_in_several_languages_is_named_though_it_has_few_words_of_each():
    german = "Ich habe den Server nicht mit dem Netz verbunden, das war für die Firma. "
    french = "J'ai installé le serveur dans la salle et nous avons fini avec les tests. "
    russian = "Я установил новый сервер и проверил копию. "
    english = "I fitted the switch in the rack and tested the link. "

    def named(text):
        return [one.start for one in check_language(text).findings if one.rule is LanguageRule.NOT_ENGLISH]

    assert named(2 * german + 2 * french + 7 * russian) == [0]
    assert named(german + 2 * russian + french) == [0]
    assert named(german + 7 * english + 2 * russian) == []


def test_the_first_sentence_that_is_not_english_is_shown():
    french = "Puis j'ai vérifié la sauvegarde et nous avons fini avec les tests."
    text = f"I fitted the switch. {french} Le client est content de la solution."

    (finding,) = check_language(text).findings

    assert (finding.rule, finding.excerpt) == (LanguageRule.NOT_ENGLISH, french)


@pytest.mark.parametrize(
    "text", ["I am CompTIA A+ certified.", "I am Prince2 certified today.", "I am ITIL 4 certified."]
)
def test_what_somebody_is_in_english_is_no_romanian(text):
    assert LanguageRule.NOT_ENGLISH not in {finding.rule for finding in check_language(text).findings}
